using PeerLearning.People;

namespace PeerLearning.Cohorts;

/// <summary>What a request says of single learners with single mentors: sparse lists of pairs, so that nobody else costs anything.</summary>
internal sealed class PairLists
{
    private readonly MatchInput _input;
    private readonly Workforce _workforce;

    public PairLists(MatchInput input)
    {
        _input = input;
        _workforce = input.Workforce;
        (TogetherLearner, TogetherMentor) = ReadTogether();
        Blocks = ReadBlocks();
        Wishes = ReadWishes();
        Wanted = ReadWanted();
        Waived = ReadWaivers();
    }

    /// <summary>The only mentor whom a learner may have, -2 for none, -1 where no rule speaks.</summary>
    public int[] TogetherLearner { get; }

    /// <summary>The only learner whom a mentor may have, -2 for none, -1 where no rule speaks.</summary>
    public int[] TogetherMentor { get; }

    /// <summary>Pairs that are excluded one by one, with the code of the reason.</summary>
    public PairRows Blocks { get; }

    /// <summary>How the learner ranks the mentor.</summary>
    public PairRows Wishes { get; }

    /// <summary>How the mentor ranks the learner.</summary>
    public PairRows Wanted { get; }

    /// <summary>Pairs that may be matched whatever the rules say.</summary>
    public PairRows Waived { get; }

    /// <summary>For everybody named by a rule that puts people together: the only one they may be matched with, -2 for nobody, -1 where no rule speaks.</summary>
    private (int[] Learners, int[] Mentors) ReadTogether()
    {
        int[] learners = new int[_input.Learners.Length], mentors = new int[_input.Mentors.Length];
        Array.Fill(learners, -1);
        Array.Fill(mentors, -1);
        foreach (var rule in _input.PairRules.OfType<TogetherRule>())
        {
            foreach (var person in rule.People)
            {
                var other = rule.People.Count == 2 ? (PersonId?)rule.People[rule.People[0] == person ? 1 : 0] : null;
                if (_input.LearnerAt(person) is >= 0 and var learner) Narrow(ref learners[learner], other is { } mate ? _input.MentorAt(mate) : -1);
                if (_input.MentorAt(person) is >= 0 and var mentor) Narrow(ref mentors[mentor], other is { } mate ? _input.LearnerAt(mate) : -1);
            }
        }

        return (learners, mentors);

        static void Narrow(ref int only, int other)
        {
            if (other < 0) other = -2;
            only = only == -1 || only == other ? other : -2;
        }
    }

    private PairRows ReadBlocks()
    {
        var blocks = new List<(int Learner, int Mentor, int Value)>();
        for (int l = 0; l < _input.Learners.Length; l++)
        {
            int self = Array.BinarySearch(_input.MentorIndex, _input.LearnerIndex[l]);
            if (self >= 0) blocks.Add((l, self, PairJudge.Self));
            foreach (var earlier in _input.Learners[l].EarlierMentors)
            {
                if (_input.MentorAt(earlier) is >= 0 and var mentor) blocks.Add((l, mentor, PairJudge.Earlier));
            }
        }

        foreach (var rule in _input.PairRules)
        {
            if (rule is ReportingLineRule line) BlockLines(line, blocks);
            if (rule is not ApartRule apart) continue;
            int[] mentors = [.. apart.People.Select(_input.MentorAt).Where(mentor => mentor >= 0)];
            foreach (int learner in apart.People.Select(_input.LearnerAt).Where(learner => learner >= 0))
            {
                foreach (int mentor in mentors) blocks.Add((learner, mentor, PairJudge.Apart));
            }
        }

        return PairRows.Of(_input.Learners.Length, blocks);
    }

    private void BlockLines(ReportingLineRule rule, List<(int Learner, int Mentor, int Value)> blocks)
    {
        var managers = _workforce.Managers;
        int limit = rule.Depth ?? int.MaxValue;
        for (int l = 0; l < _input.Learners.Length; l++)
        {
            int above = managers[_input.LearnerIndex[l]];
            for (int depth = 1; above >= 0 && depth <= limit; depth++, above = managers[above])
            {
                int mentor = Array.BinarySearch(_input.MentorIndex, above);
                if (mentor >= 0) blocks.Add((l, mentor, PairJudge.Line));
            }
        }

        var teams = new Dictionary<int, List<int>>();
        for (int m = 0; m < _input.Mentors.Length; m++)
        {
            int manager = managers[_input.MentorIndex[m]], above = manager;
            for (int depth = 1; above >= 0 && depth <= limit; depth++, above = managers[above])
            {
                int learner = Array.BinarySearch(_input.LearnerIndex, above);
                if (learner >= 0) blocks.Add((learner, m, PairJudge.Line));
            }

            if (!rule.SeparatesTeams || manager < 0) continue;
            if (!teams.TryGetValue(manager, out var team)) teams.Add(manager, team = []);
            team.Add(m);
        }

        if (!rule.SeparatesTeams) return;
        for (int l = 0; l < _input.Learners.Length; l++)
        {
            int manager = managers[_input.LearnerIndex[l]];
            if (manager < 0 || !teams.TryGetValue(manager, out var team)) continue;
            foreach (int mentor in team)
            {
                if (_input.MentorIndex[mentor] != _input.LearnerIndex[l]) blocks.Add((l, mentor, PairJudge.Team));
            }
        }
    }

    private PairRows ReadWishes()
    {
        var found = new List<(int Learner, int Mentor, int Value)>();
        var seen = new HashSet<int>();
        for (int l = 0; l < _input.Learners.Length; l++)
        {
            seen.Clear();
            foreach (var wish in _input.Learners[l].Preferences)
            {
                int mentor = wish.Rank < 1 || wish.Person == _input.Learners[l].Person ? -1 : _input.MentorAt(wish.Person);
                if (mentor >= 0 && seen.Add(mentor)) found.Add((l, mentor, wish.Rank));
            }
        }

        return PairRows.Of(_input.Learners.Length, found);
    }

    private PairRows ReadWanted()
    {
        var found = new List<(int Learner, int Mentor, int Value)>();
        var seen = new HashSet<int>();
        for (int m = 0; m < _input.Mentors.Length; m++)
        {
            seen.Clear();
            foreach (var wish in _input.Mentors[m].Preferences)
            {
                int learner = wish.Rank < 1 || wish.Person == _input.Mentors[m].Person ? -1 : _input.LearnerAt(wish.Person);
                if (learner >= 0 && seen.Add(learner)) found.Add((learner, m, wish.Rank));
            }
        }

        return PairRows.Of(_input.Learners.Length, found);
    }

    private PairRows ReadWaivers()
    {
        var found = new List<(int Learner, int Mentor, int Value)>();
        foreach (var waiver in _input.Request.Waivers)
        {
            if (waiver is null) continue;
            int learner = _input.LearnerAt(waiver.Learner), mentor = _input.MentorAt(waiver.Mentor);
            if (learner >= 0 && mentor >= 0) found.Add((learner, mentor, 0));
        }

        return PairRows.Of(_input.Learners.Length, found);
    }
}
