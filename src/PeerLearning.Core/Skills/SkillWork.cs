namespace PeerLearning.Skills;

/// <summary>One skill on its way from rows to levels.</summary>
internal sealed class SkillWork
{
    private SkillWork(EvidenceDoor.SkillRows rows, int[] people, int[] raters, RatedColumns columns, FittedSkill fitted)
    {
        Rows = rows;
        People = people;
        Raters = raters;
        Columns = columns;
        Fitted = fitted;
    }

    public EvidenceDoor.SkillRows Rows { get; }

    /// <summary>Positions of the people among all ids, ascending.</summary>
    public int[] People { get; }

    /// <summary>Positions of the raters among all ids, ascending.</summary>
    public int[] Raters { get; }

    public RatedColumns Columns { get; }

    public FittedSkill Fitted { get; set; }

    public static SkillWork Start(EvidenceDoor.SkillRows rows, ProficiencyEstimatorOptions options, CancellationToken cancellationToken)
    {
        int[] people = [.. rows.Person.Distinct().Order()];
        int[] raters = [.. rows.Rater.Where(rater => rater >= 0).Distinct().Order()];
        int n = rows.Person.Count;
        int[] person = new int[n], rater = new int[n];
        for (int k = 0; k < n; k++)
        {
            person[k] = Array.BinarySearch(people, rows.Person[k]);
            rater[k] = rows.Rater[k] < 0 ? -1 : Array.BinarySearch(raters, rows.Rater[k]);
        }

        var columns = new RatedColumns(people.Length, raters.Length, person, rater, rows.Kind.ToArray(), [.. rows.Level], [.. rows.Extra]);
        return new SkillWork(rows, people, raters, columns, SkillFitter.Fit(columns, options, listRaters: true, cancellationToken));
    }
}
