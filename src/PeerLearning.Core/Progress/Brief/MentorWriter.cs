using PeerLearning.People;
using PeerLearning.Statistics;

namespace PeerLearning.Progress;

/// <summary>Holds mentors to what they promised, with limits that small numbers deserve.</summary>
internal sealed class MentorWriter(BriefContext context, Views views)
{
    public MentorAccount[] Write()
    {
        var mentors = context.MentorSet.Order().ToArray();
        int n = mentors.Length;
        var index = new Dictionary<PersonId, int>(n);
        for (int i = 0; i < n; i++) index.Add(mentors[i], i);
        var sessions = new (int Due, int Kept)[n];
        var promises = new (int Due, int Kept)[n];
        var nudges = new (int Due, int Kept)[n];
        var answers = new (int Due, int Kept)[n];
        var waits = new List<(double Hours, bool Answered)>?[n];
        var ratings = new List<(LocalDate On, PersonId From, int Rating)>[n];
        var learners = new int[n];
        for (int i = 0; i < n; i++) ratings[i] = [];
        foreach (var member in context.Present)
        {
            if (member.Mentor is { } mentor && index.TryGetValue(mentor, out int i)) learners[i]++;
        }

        foreach (var row in context.Columns.Sessions.AsSpan())
        {
            if (row.PlannedOn >= context.Date) break;
            if (index.TryGetValue(row.Mentor, out int i)) Add(ref sessions[i], row.HeldOn <= context.Date);
        }

        foreach (var row in context.Columns.Promises.AsSpan())
        {
            if (row.DueOn >= context.Date) break;
            if (index.TryGetValue(row.By, out int i)) Add(ref promises[i], row.KeptOn <= row.DueOn);
        }

        foreach (var row in context.Columns.Nudges.AsSpan())
        {
            if (row.RaisedOn >= context.Date) break;
            // Whoever asked for peace is not behind until it is over.
            bool acted = row.ActedOn <= context.Date;
            if (!acted && row.SnoozedUntil >= context.Date) continue;
            if (row.Owner is { } owner && index.TryGetValue(owner, out int i)) Add(ref nudges[i], acted);
        }

        foreach (var row in context.Columns.HelpRequests.AsSpan())
        {
            if (row.AskedAt > context.AsOf) break;
            if (!index.TryGetValue(row.To, out int i)) continue;
            bool answered = row.AnsweredAt <= context.AsOf;
            Add(ref answers[i], answered);
            (waits[i] ??= []).Add((((answered ? row.AnsweredAt!.Value : context.AsOf) - row.AskedAt).TotalHours, answered));
        }

        foreach (var row in context.Columns.Feedback.AsSpan())
        {
            if (row.On > context.Date) break;
            if (row is { About: { } about, Rating: { } rating } && context.LearnerIndex.ContainsKey(row.From) && index.TryGetValue(about, out int i)) ratings[i].Add((row.On, row.From, rating));
        }

        var sessionPool = new Pool(sessions);
        var promisePool = new Pool(promises);
        var nudgePool = new Pool(nudges);
        var answerPool = new Pool(answers);
        var accounts = new MentorAccount[n];
        for (int i = 0; i < n; i++)
        {
            var held = sessionPool.Of(sessions[i]);
            var response = Response(waits[i]);
            accounts[i] = new MentorAccount
            {
                Mentor = mentors[i],
                Learners = learners[i],
                Sessions = held,
                Promises = promisePool.Of(promises[i]),
                Nudges = nudgePool.Of(nudges[i]),
                Answers = answerPool.Of(answers[i]),
                ResponseTime = response,
                Rating = ReleasedRatings.Mean(ratings[i], context, context.LearnerIndex.Count),
                OwnView = views.OwnOf(mentors[i]),
                Confidence = views.ConfidenceOf(mentors[i]),
                Reasons = new ValueList<Reason>([.. Reasons(mentors[i], held, promises[i], nudges[i], answers[i], response, views.OwnOf(mentors[i]))]),
            };
        }

        return accounts;
    }

    private static void Add(ref (int Due, int Kept) count, bool kept) => count = (count.Due + 1, count.Kept + (kept ? 1 : 0));

    private static Measured<Duration> Response(List<(double Hours, bool Answered)>? waits)
    {
        if (waits is null) return Undefined.NotInTheData("Nobody asked.");
        var curve = KaplanMeier.Fit(waits.Select(wait => wait.Hours).ToArray(), waits.Select(wait => wait.Answered).ToArray());
        if (!curve.TryGet(out var fitted)) return curve.Undefined!;
        return fitted.Median().TryGet(out double hours)
            ? Duration.FromHours(hours)
            : Undefined.NotReached($"Too few questions are answered so far ({waits.Count(wait => wait.Answered)} of {waits.Count}).");
    }

    private static List<Reason> Reasons(
        PersonId mentor, KeptShare sessions, (int Due, int Kept) promises, (int Due, int Kept) nudges, (int Due, int Kept) answers, Measured<Duration> response, Measured<double> own)
    {
        var reasons = new List<Reason>();
        if (sessions.Due > 0)
        {
            reasons.Add(Reason.Of(
                sessions.IsBelowFunnel ? "progress.mentor.sessions.low" : "progress.mentor.sessions",
                sessions.IsBelowFunnel
                    ? "{mentor} held {kept} of {due|promised session|promised sessions}, fewer than chance explains: ask what is in the way."
                    : "{mentor} held {kept} of {due|promised session|promised sessions}.",
                Figure.Of("mentor", mentor), Figure.Of("kept", sessions.Kept), Figure.Of("due", sessions.Due)));
        }

        if (promises.Kept < promises.Due)
        {
            reasons.Add(Reason.Of(
                "progress.mentor.promises", "{mentor} kept {kept} of {due|promise|promises} in time.", Figure.Of("mentor", mentor), Figure.Of("kept", promises.Kept), Figure.Of("due", promises.Due)));
        }

        if (nudges.Kept < nudges.Due)
        {
            reasons.Add(Reason.Of(
                "progress.mentor.nudges", "{mentor} acted on {kept} of {due|nudge|nudges}.", Figure.Of("mentor", mentor), Figure.Of("kept", nudges.Kept), Figure.Of("due", nudges.Due)));
        }

        if (answers.Due > 0)
        {
            Figure who = Figure.Of("mentor", mentor), kept = Figure.Of("kept", answers.Kept), due = Figure.Of("due", answers.Due);
            reasons.Add(response.TryGet(out var wait)
                ? Reason.Of("progress.mentor.answers.in", "{mentor} answered {kept} of {due|question|questions}, half of all within {hours:0|hour|hours}.", who, kept, due, Figure.Of("hours", wait.TotalHours))
                : Reason.Of("progress.mentor.answers", "{mentor} answered {kept} of {due|question|questions}.", who, kept, due));
        }

        if (own.TryGet(out double said))
        {
            reasons.Add(Reason.Of(
                "progress.mentor.own-view", "{mentor} says that {own:P0} of what they set out to do as a mentor is done.", Figure.Of("mentor", mentor), Figure.Of("own", said)));
        }

        return reasons;
    }

    /// <summary>All mentors' counts of one kind: the centre of the funnel and the strength of the shrinkage.</summary>
    private sealed class Pool
    {
        private readonly int _due;
        private readonly double _centre;

        /// <summary>How many due things the pooled share is worth; infinite when the mentors do not differ more than chance explains.</summary>
        private readonly double _weight;

        public Pool((int Due, int Kept)[] counts)
        {
            int kept = 0, mentors = 0;
            double squares = 0;
            foreach (var (due, k) in counts)
            {
                if (due == 0) continue;
                mentors++;
                _due += due;
                kept += k;
                squares += (double)due * due;
            }

            _centre = _due > 0 ? (double)kept / _due : 0;
            _weight = double.PositiveInfinity;
            if (mentors < 2 || _centre is <= 0 or >= 1) return;
            // Method of moments for the beta-binomial (Kleinman, JASP 1973): chi-square above its degrees of freedom is spread between mentors.
            double chi = 0;
            foreach (var (due, k) in counts)
            {
                if (due > 0) chi += due * Math.Pow(((double)k / due) - _centre, 2) / (_centre * (1 - _centre));
            }

            double effective = (_due - (squares / _due)) / (mentors - 1);
            double rho = effective > 1 ? Math.Clamp(((chi / (mentors - 1)) - 1) / (effective - 1), 0, 1) : 0;
            if (rho > 0) _weight = (1 - rho) / rho;
        }

        public KeptShare Of((int Due, int Kept) count)
        {
            var (due, kept) = count;
            var nothing = Undefined.TooFew(1, due, "things due");
            if (due == 0)
            {
                return new KeptShare
                {
                    Due = 0,
                    Kept = 0,
                    Share = nothing,
                    Shrunk = _due > 0 ? _centre : nothing,
                    OfAll = _due > 0 ? _centre : nothing,
                    FunnelLower = nothing,
                    FunnelUpper = nothing,
                    IsBelowFunnel = false,
                };
            }

            double share = (double)kept / due;
            var (lower, upper) = ProportionChart.Exact(_centre, due);
            return new KeptShare
            {
                Due = due,
                Kept = kept,
                Share = share,
                Shrunk = double.IsInfinity(_weight) ? _centre : ((due * share) + (_weight * _centre)) / (due + _weight),
                OfAll = _centre,
                FunnelLower = lower,
                FunnelUpper = upper,
                IsBelowFunnel = share < lower,
            };
        }
    }
}
