namespace PeerLearning.Programs;

/// <summary>Sets of stages and of roles, as bits.</summary>
internal static class Stages
{
    public const int Draft = 1 << (int)ProgramStage.Draft;
    public const int Sponsored = 1 << (int)ProgramStage.Sponsored;
    public const int Empowered = 1 << (int)ProgramStage.MentorsEmpowered;
    public const int Recruiting = 1 << (int)ProgramStage.Recruiting;
    public const int Matched = 1 << (int)ProgramStage.Matched;
    public const int Running = 1 << (int)ProgramStage.Running;
    public const int Celebrating = 1 << (int)ProgramStage.Celebrating;
    public const int Retrospective = 1 << (int)ProgramStage.Retrospective;
    public const int Decided = 1 << (int)ProgramStage.Decided;

    /// <summary>From the mentors' take-over to the last day.</summary>
    public const int Working = Empowered | Recruiting | Matched | Running;

    /// <summary>Everything before the cohort learns.</summary>
    public const int BeforeStart = Draft | Sponsored | Empowered | Recruiting | Matched;

    public const int Open = BeforeStart | Running | Celebrating | Retrospective;

    public static string Describe(int stages)
    {
        var names = new List<string>();
        for (var stage = ProgramStage.Draft; stage <= ProgramStage.CalledOff; stage++)
        {
            if ((stages & (1 << (int)stage)) != 0) names.Add(stage.ToString());
        }

        return string.Join(" or ", names);
    }
}
