namespace PeerLearning.Cohorts;

/// <summary>Why somebody has this mentor, or none.</summary>
internal static class MatchReasons
{
    public static IReadOnlyList<Reason> Why(CohortMatch match, int learner)
    {
        var model = match.Model;
        var input = model.Input;
        int candidate = match.Candidates[learner], mentor = model.Mentor[candidate], points = model.Points[candidate], candidates = model.Start[learner + 1] - model.Start[learner];
        var mentorId = input.Mentors[mentor].Person;
        var reasons = new List<Reason> { Reason.Of("match.fit", "{mentor} fits with {points|point|points}.", Figure.Of("mentor", mentorId), Figure.Of("points", points)) };
        lock (model.Judge)
        {
            model.Judge.Begin(learner);
            if (model.Judge.WishOf(mentor) is > 0 and var wish) reasons.Add(Reason.Of("match.wish", "The learner wished for {mentor} at rank {rank}.", Figure.Of("mentor", mentorId), Figure.Of("rank", wish)));
            if (model.Judge.WantedOf(mentor) is > 0 and var wanted) reasons.Add(Reason.Of("match.wanted", "{mentor} wished for the learner at rank {rank}.", Figure.Of("mentor", mentorId), Figure.Of("rank", wanted)));
            if (model.Judge.OverlapPerWeek(learner, mentor) is { } overlap) reasons.Add(Reason.Of("match.overlap", "They have {hours:0.##|common working hour|common working hours} a week.", Figure.Of("hours", overlap.TotalHours)));
        }

        int better = 0;
        for (int e = model.Start[learner]; e < model.Start[learner + 1]; e++) better += model.Points[e] > points ? 1 : 0;
        reasons.Add(better == 0
            ? Reason.Of("match.best", "None of the {candidates|mentor|mentors} in question fits better.", Figure.Of("candidates", candidates))
            : Reason.Of("match.better", "{better} of the {candidates|mentor|mentors} in question would fit better; the places there go to others.", Figure.Of("better", better), Figure.Of("candidates", candidates)));
        if (match.Outcome.Price is not null) AddNext(match, learner, candidate, reasons);
        else reasons.Add(Reason.Of("match.choice", "{mentor} is choice {choice} of the learner, who is choice {turn} of {mentor}.", Figure.Of("mentor", mentorId), Figure.Of("choice", model.Ranks.Learner[candidate]), Figure.Of("turn", model.Ranks.Mentor[candidate])));
        return ValueList.Copy(reasons);
    }

    public static IReadOnlyList<Reason> WhyNobody(CohortMatch match, int learner)
    {
        var model = match.Model;
        var reasons = new List<Reason>();
        int candidates = model.Start[learner + 1] - model.Start[learner];
        var person = model.Input.Learners[learner].Person;
        if (candidates > 0)
        {
            var shortage = match.Shortages.FirstOrDefault(shortage => shortage.Learners.Contains(person));
            reasons.Add(shortage?.Describe()
                ?? Reason.Of("match.unmatched.method", "{candidates|mentor comes|mentors come} into question; the method leaves the learner out for the sake of what it puts first.", Figure.Of("candidates", candidates)));
        }

        int[] counts = new int[PairJudge.Reasons];
        lock (model.Judge)
        {
            model.Judge.Begin(learner);
            for (int m = 0; m < model.MentorCount; m++)
            {
                int value = model.Judge.Judge(m);
                if (value < 0) counts[-1 - value]++;
            }
        }

        for (int reason = 0; reason < counts.Length; reason++)
        {
            if (counts[reason] > 0) reasons.Add(PairJudge.Exclusion(reason, counts[reason]));
        }

        if (model.Input.Request.Fits is not null && candidates == 0) reasons.Add(Reason.Of("match.excluded.fits", "The host brought no fit with anybody who may be matched with the learner."));
        return ValueList.Copy(reasons);
    }

    public static IReadOnlyList<Reason> WhyNot(CohortMatch match, int learner, int mentor)
    {
        var model = match.Model;
        var input = model.Input;
        int current = match.Candidates[learner], value;
        if (current >= 0 && model.Mentor[current] == mentor) return Why(match, learner);
        lock (model.Judge)
        {
            model.Judge.Begin(learner);
            value = model.Judge.Judge(mentor);
        }

        var (learnerId, mentorId) = (input.Learners[learner].Person, input.Mentors[mentor].Person);
        int candidate = model.EdgeOf(learner, mentor);
        var reasons = new List<Reason>();
        if (value < 0) reasons.Add(PairJudge.Exclusion(-1 - value, 1));
        else if (candidate < 0 && !model.IsPartial) reasons.Add(Reason.Of("match.excluded.fits", "The host brought no fit for {learner} and {mentor}.", Figure.Of("learner", learnerId), Figure.Of("mentor", mentorId)));
        if (reasons.Count > 0) return ValueList.Copy(reasons);
        int points = candidate >= 0 ? model.Points[candidate] : value;
        reasons.Add(Reason.Of("match.fit", "{mentor} fits with {points|point|points}.", Figure.Of("mentor", mentorId), Figure.Of("points", points)));
        int places = input.Mentors[mentor].Places;
        if (places == 0)
        {
            reasons.Add(Reason.Of("match.no-places", "{mentor} has no places.", Figure.Of("mentor", mentorId)));
        }
        else if (match.CanRepair && input.Minimum(mentor) == 0)
        {
            // The place is taken for the learner, and everybody else is matched again.
            var rest = match.Tried(MatchChange.LearnerLeaves(learnerId), MatchChange.MentorHasPlaces(mentorId, places - 1));
            long cost = match.Objective() - (rest.Objective() + points + model.BonusOf(learner));
            reasons.Add(Reason.Of("match.instead", "With {mentor}, all together would have {cost|point|points} less.", Figure.Of("mentor", mentorId), Figure.Of("cost", cost)));
        }
        else if (match.Outcome.Price is null && candidate >= 0)
        {
            reasons.Add(Reason.Of(
                "match.choice", "{mentor} is choice {choice} of the learner, who is choice {turn} of {mentor}.",
                Figure.Of("mentor", mentorId), Figure.Of("choice", model.Ranks.Learner[candidate]), Figure.Of("turn", model.Ranks.Mentor[candidate])));
        }

        return ValueList.Copy(reasons);
    }

    /// <summary>The next best mentor, and what going there would cost all together at the prices of the places.</summary>
    private static void AddNext(CohortMatch match, int learner, int candidate, List<Reason> reasons)
    {
        var model = match.Model;
        int next = -1;
        long bonus = model.BonusOf(learner), best = long.MinValue;
        for (int e = model.Start[learner]; e < model.Start[learner + 1]; e++)
        {
            if (e == candidate || match.Net(e, bonus) <= best) continue;
            best = match.Net(e, bonus);
            next = e;
        }

        if (next < 0) return;
        reasons.Add(Reason.Of(
            "match.next", "Next comes {mentor} with {points|point|points}; going there would cost all together at least {cost}.",
            Figure.Of("mentor", model.Input.Mentors[model.Mentor[next]].Person), Figure.Of("points", model.Points[next]), Figure.Of("cost", match.Net(candidate, bonus) - best)));
    }
}
