using PeerLearning.People;

namespace PeerLearning.Progress;

/// <summary>What learners and mentors said about progress, the latest answers first.</summary>
internal sealed class Views
{
    private readonly BriefContext _context;
    private readonly double[] _own;
    private readonly double[] _mentors;
    private readonly int[] _confidence;

    /// <summary>What mentors said about their own progress; people who are learners too stand among these.</summary>
    private readonly Dictionary<PersonId, (double Own, int Confidence)> _ofMentors = [];

    public Views(BriefContext context)
    {
        _context = context;
        int n = context.Present.Length;
        _own = new double[n];
        _mentors = new double[n];
        _confidence = new int[n];
        Array.Fill(_own, double.NaN);
        Array.Fill(_mentors, double.NaN);
        // Rows are sorted by date: later answers overwrite earlier ones.
        foreach (var row in context.Columns.CheckIns.AsSpan())
        {
            if (row.On > context.Date) break;
            var subject = row.About ?? row.By;
            int i = IndexOf(subject);
            if (subject == row.By && context.MentorSet.Contains(row.By))
            {
                if (!_ofMentors.TryGetValue(row.By, out var said)) said = (double.NaN, 0);
                _ofMentors[row.By] = (row.OwnProgress ?? said.Own, row.Confidence ?? said.Confidence);
            }

            if (i < 0) continue;
            if (subject == row.By)
            {
                if (row.OwnProgress is { } own) _own[i] = own;
                if (row.Confidence is { } confidence) _confidence[i] = confidence;
            }
            else if (row.OwnProgress is { } seen && context.MentorSet.Contains(row.By))
            {
                _mentors[i] = seen;
            }
        }
    }

    /// <summary>The views with one more answer of a learner about themselves, the latest of all.</summary>
    public Views(Views before, BriefContext context, CheckIn checkIn, int learner)
    {
        _context = context;
        _own = [.. before._own];
        _mentors = before._mentors;
        _ofMentors = before._ofMentors;
        _confidence = [.. before._confidence];
        if (checkIn.OwnProgress is { } own) _own[learner] = own;
        if (checkIn.Confidence is { } confidence) _confidence[learner] = confidence;
    }

    public Measured<double> Own(int i) => Of(_own[i]);

    public Measured<double> OfMentor(int i) => Of(_mentors[i]);

    public Measured<int> Confidence(int i) => _confidence[i] > 0 ? _confidence[i] : Undefined.NotInTheData("Nobody was asked or answered.");

    /// <summary>A mentor's own view of their progress.</summary>
    public Measured<double> OwnOf(PersonId mentor) => Of(_ofMentors.TryGetValue(mentor, out var said) ? said.Own : double.NaN);

    public Measured<int> ConfidenceOf(PersonId mentor) =>
        _ofMentors.TryGetValue(mentor, out var said) && said.Confidence > 0 ? said.Confidence : Undefined.NotInTheData("Nobody was asked or answered.");

    public Measured<double> MeanOwn() => Mean(_own);

    public Measured<double> MeanOfMentors() => Mean(_mentors);

    /// <summary>The reflections of the learners and mentors of the cohort in this period and the one before.</summary>
    public ValueList<Reflection> Reflections(int number)
    {
        var from = _context.Calendar[Math.Max(1, number - 1)].First;
        var found = new List<Reflection>();
        var rows = _context.Columns.CheckIns;
        for (int i = rows.Count - 1; i >= 0 && rows[i].On >= from; i--)
        {
            var row = rows[i];
            if (row.On > _context.Date || (row.Reflection is null && row.Tackled is null)) continue;
            if (!_context.LearnerIndex.ContainsKey(row.By) && !_context.MentorSet.Contains(row.By)) continue;
            found.Add(new Reflection { By = row.By, On = row.On, Learned = row.Reflection, Tackled = row.Tackled });
        }

        return new ValueList<Reflection>([.. found]);
    }

    private static Measured<double> Of(double value) => double.IsNaN(value) ? Undefined.NotInTheData("Nobody was asked or answered.") : value;

    private Measured<double> Mean(double[] values)
    {
        double sum = 0;
        int count = 0;
        foreach (double value in values)
        {
            if (double.IsNaN(value)) continue;
            sum += value;
            count++;
        }

        if (count == 0) return Undefined.NotInTheData("Nobody was asked or answered.");
        return count < _context.Options.SmallestGroup ? Undefined.Withheld($"Only {count} answered; answers of fewer than {_context.Options.SmallestGroup} are not shown together.") : sum / count;
    }

    /// <summary>The place of a learner among those present, or -1.</summary>
    public int IndexOf(PersonId person)
    {
        int low = 0, high = _context.Present.Length - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            int compared = _context.Present[middle].Learner.CompareTo(person);
            if (compared == 0) return middle;
            if (compared < 0) low = middle + 1;
            else high = middle - 1;
        }

        return -1;
    }
}
