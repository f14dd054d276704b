namespace PeerLearning.Programs;

/// <summary>Judges a charter: all that is wrong with it, at once.</summary>
internal static class CharterRules
{
    private const int MostMentors = 1_000;
    private const int MostPlaces = 1_000_000;

    public static void Judge(Charter? charter, Refusals refusals)
    {
        if (charter is null)
        {
            refusals.Add("Charter", "Bring a charter.", "charter.missing", "There is no charter.");
            return;
        }

        refusals.NeedText(charter.Why, "Charter.Why");
        refusals.NeedText(charter.What, "Charter.What");
        if (charter.Skill is { } skill && string.IsNullOrWhiteSpace(skill.Value))
        {
            refusals.Add("Charter.Skill", "Name the skill by id, or none.", "charter.skill.blank", "The skill is a blank id.");
        }

        if (charter.EndsOn < charter.StartsOn)
        {
            refusals.Add(
                "Charter.EndsOn",
                "Let the end come after the start.",
                "charter.dates.reversed",
                "The end {end} comes before the start {start}.",
                Figure.Of("end", charter.EndsOn),
                Figure.Of("start", charter.StartsOn));
        }

        if (charter.TimeZone is null || DateTimeZoneProviders.Tzdb.GetZoneOrNull(charter.TimeZone) is null)
        {
            refusals.Add(
                "Charter.TimeZone",
                "Use an IANA id such as Europe/Paris.",
                "charter.zone.unknown",
                "The time zone '{zone}' is not known.",
                Figure.Of("zone", charter.TimeZone ?? ""));
        }

        if (charter.Places is < 1 or > MostPlaces)
        {
            refusals.Add("Charter.Places", "Offer at least one place.", "charter.places", "{places} places cannot be.", Figure.Of("places", (double)charter.Places));
        }

        if (charter.MentorsAtLeast < 1 || charter.MentorsAtMost < charter.MentorsAtLeast || charter.MentorsAtMost > MostMentors)
        {
            refusals.Add(
                "Charter.MentorsAtLeast",
                "Ask for at least one mentor, and for no fewer at most than at least.",
                "charter.mentors",
                "From {least} to {most} mentors cannot be.",
                Figure.Of("least", (double)charter.MentorsAtLeast),
                Figure.Of("most", (double)charter.MentorsAtMost));
        }

        JudgeFrame(charter.Frame, refusals, "Charter.Frame");
        foreach (var problem in CriteriaRules.Judge(charter.Criteria)) refusals.Add($"Charter.Criteria.{problem.Where}", problem.Repair, problem.Code, "{what}", Figure.Of("what", problem.What));
    }

    public static void JudgeFrame(ProgramFrame? frame, Refusals refusals, string field)
    {
        if (frame is null)
        {
            refusals.Add(field, "Say how much time and money there is.", "charter.frame.missing", "There is no frame.");
            return;
        }

        JudgeTime(frame.LearnerTimePerWeek, $"{field}.LearnerTimePerWeek", refusals);
        JudgeTime(frame.MentorTimePerWeek, $"{field}.MentorTimePerWeek", refusals);
        if (frame.Budget < 0)
        {
            refusals.Add(
                $"{field}.Budget",
                "Give a budget of 0 or more.",
                "charter.budget.negative",
                "A budget of {budget} cannot be.",
                Figure.Of("budget", (double)frame.Budget));
        }

        if (frame.Currency is not { Length: 3 } || !frame.Currency.All(char.IsAsciiLetterUpper))
        {
            refusals.Add(
                $"{field}.Currency",
                "Use an ISO 4217 code such as EUR.",
                "charter.currency",
                "'{currency}' is no currency code.",
                Figure.Of("currency", frame.Currency ?? ""));
        }

        if (frame.TopCover is { } cover) refusals.NeedPerson(cover, $"{field}.TopCover");
    }

    private static void JudgeTime(Duration time, string field, Refusals refusals)
    {
        if (time > Duration.Zero && time <= Duration.FromHours(60)) return;
        refusals.Add(
            field,
            "Give some time each week, at most 60 hours.",
            "charter.time",
            "{hours:0.##} hours a week cannot be.",
            Figure.Of("hours", time.TotalHours));
    }
}
