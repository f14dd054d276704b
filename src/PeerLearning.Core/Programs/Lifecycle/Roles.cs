namespace PeerLearning.Programs;

/// <summary>Sets of roles, as bits.</summary>
internal static class Roles
{
    public const int Champion = 1 << (int)ProgramRole.Champion;
    public const int Sponsor = 1 << (int)ProgramRole.Sponsor;
    public const int Mentor = 1 << (int)ProgramRole.Mentor;
    public const int Learner = 1 << (int)ProgramRole.Learner;
    public const int Team = Mentor | Learner;
    public const int Leads = Champion | Mentor;
    public const int Above = Champion | Sponsor;
    public const int Inside = Champion | Sponsor | Mentor | Learner;

    public static string Describe(int roles)
    {
        var names = new List<string>();
        for (var role = ProgramRole.Champion; role <= ProgramRole.Learner; role++)
        {
            if ((roles & (1 << (int)role)) != 0) names.Add(role.ToString());
        }

        return string.Join(" or ", names);
    }
}
