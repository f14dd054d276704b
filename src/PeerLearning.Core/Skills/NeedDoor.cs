using PeerLearning.Statistics;

namespace PeerLearning.Skills;

/// <summary>One source's score of one skill, on its declared scale from 0 to 1.</summary>
internal readonly record struct SourceScore(double Score, double Error, double Lower, double Upper);

/// <summary>Judges the rows of the three sources and turns them into scores.</summary>
internal sealed class NeedDoor(SkillNeedScorerOptions options)
{
    private const double Confidence = 0.9;
    private const double LargestError = 1e6;

    private readonly Dictionary<SkillId, SourceScore>[] _scores = [[], [], []];
    private readonly Dictionary<SkillId, SkillPracticality> _practical = [];

    public ProblemList Problems { get; } = new();

    public IReadOnlyDictionary<SkillId, SkillPracticality> Practical => _practical;

    public Dictionary<SkillId, SourceScore> Of(NeedSource source) => _scores[(int)source];

    public void Gaps(IEnumerable<SkillGap> rows)
    {
        int index = 0;
        foreach (var row in rows)
        {
            string where = $"gaps[{index++}]";
            if (row is null)
            {
                Null(where);
                continue;
            }

            bool sound = Skill(row.Skill, where);
            if (!double.IsFinite(row.Shortfall) || row.Shortfall < 0) sound = Error("gap.shortfall.invalid", where + ".Shortfall", "The shortfall is negative or not a finite number.", "Give the mean of what is lacking; people above the requirement count as 0.");
            if (!(row.StandardError >= 0 && row.StandardError <= LargestError)) sound = Error("gap.error.invalid", where + ".StandardError", "The standard error is negative, not a finite number, or beyond any scale.", "Give 0 when it is not known.");
            if (row.Assessed is < 1) sound = Error("gap.assessed.none", where + ".Assessed", "Nobody was assessed.", "Leave the row out: not assessed is not a gap of 0.");
            if (row.Required is { } required && row.Assessed is { } assessed && required < assessed) sound = Error("gap.required.toofew", where + ".Required", "More people were assessed than are required to have the skill.", "Count only people whose role requires the skill.");
            if (!sound) continue;
            double score = row.Shortfall / options.FullShortfall;
            if (score > 1) Problems.Warn("gap.beyond.scale", where + ".Shortfall", $"The shortfall is beyond the declared full shortfall of {options.FullShortfall} levels and counts as that.", "Declare a larger full shortfall.");
            Add(NeedSource.Gap, row.Skill, Symmetric(Math.Min(1, score), row.StandardError / options.FullShortfall), where);
        }
    }

    public void Survey(IEnumerable<SkillSurvey> rows)
    {
        int index = 0;
        foreach (var row in rows)
        {
            string where = $"survey[{index++}]";
            if (row is null)
            {
                Null(where);
                continue;
            }

            bool sound = Skill(row.Skill, where);
            sound &= Counts(row.Named, row.Answers, where);
            if (row.Invited is { } invited && invited < row.Answers) sound = Error("survey.invited.toofew", where + ".Invited", "More people answered than were asked.", "Correct the number of people asked.");
            sound &= Strata(row, where);
            if (!sound) continue;
            if (row.Invited is { } asked && row.Answers < options.MinimumResponseRate * asked)
            {
                Problems.Warn("survey.response.low", where, $"Only {row.Answers} of {asked} answered.", "Ask again, or weigh the answers by stratum.");
            }

            Add(NeedSource.Survey, row.Skill, Share(row), where);
        }
    }

    public void Agenda(IEnumerable<SkillAgenda> rows)
    {
        int index = 0;
        foreach (var row in rows)
        {
            string where = $"agenda[{index++}]";
            if (row is null)
            {
                Null(where);
                continue;
            }

            bool sound = Skill(row.Skill, where);
            if (row.PerformancePlan is { } plan && !(plan is >= 0 and <= 1)) sound = Error("agenda.plan.invalid", where + ".PerformancePlan", "The alignment does not lie between 0 and 1.", "State it as a number from 0 to 1.");
            if (row.CeoAgenda is { } ceo && !(ceo is >= 0 and <= 1)) sound = Error("agenda.ceo.invalid", where + ".CeoAgenda", "The alignment does not lie between 0 and 1.", "State it as a number from 0 to 1.");
            if (!(row.Band is >= 0 and <= 1)) sound = Error("agenda.band.invalid", where + ".Band", "The band does not lie between 0 and 1.", "State how far the alignment may be off either way.");
            if (row.PerformancePlan is null && row.CeoAgenda is null) sound = Error("agenda.empty", where, "No alignment is stated.", "State one of the two, or leave the row out.");
            if (!sound) continue;
            double weight = options.PerformancePlanShare;
            double score = row is { PerformancePlan: { } p, CeoAgenda: { } c } ? (weight * p) + ((1 - weight) * c) : row.PerformancePlan ?? row.CeoAgenda!.Value;
            Add(NeedSource.Agenda, row.Skill, Symmetric(score, row.Band / NormalDistribution.Critical(Confidence)), where);
        }
    }

    public void Practicality(IEnumerable<SkillPracticality> rows)
    {
        int index = 0;
        foreach (var row in rows)
        {
            string where = $"practicality[{index++}]";
            if (row is null)
            {
                Null(where);
                continue;
            }

            bool sound = Skill(row.Skill, where);
            if (row.MentorChance is { } chance && !(chance is >= 0 and <= 1)) sound = Error("practicality.chance.invalid", where + ".MentorChance", "The probability does not lie between 0 and 1.", "Give a probability, or leave it out.");
            if (row.Actionability is { } mark && !(mark is >= 0 and <= 1)) sound = Error("practicality.actionability.invalid", where + ".Actionability", "The mark does not lie between 0 and 1.", "Give a mark from 0 to 1, or leave it out.");
            if (sound && !_practical.TryAdd(row.Skill, row)) Error("practicality.duplicate", where, $"'{row.Skill}' already has a row.", "Bring one row for each skill.");
        }
    }

    private static SourceScore Symmetric(double score, double error)
    {
        double half = NormalDistribution.Critical(Confidence) * error;
        return new(score, error, score - half, score + half);
    }

    /// <summary>The share with Wilson's interval; with strata the share weighted by them, and the interval on the number of answers that has the same variance.</summary>
    private SourceScore Share(SkillSurvey row)
    {
        double share = row.Named / (double)row.Answers, answers = row.Answers;
        if (row.Strata.Count > 0)
        {
            double total = row.Strata.Sum(stratum => stratum.Share), variance = 0;
            share = 0;
            foreach (var stratum in row.Strata)
            {
                double weight = stratum.Share / total, p = stratum.Named / (double)stratum.Answers;
                share += weight * p;
                variance += weight * weight * p * (1 - p) / stratum.Answers;
            }

            // The number of answers of a plain survey that would be as exact; no exacter than the answers there are when a stratum is unanimous.
            answers = variance > 0 ? Math.Min(row.Answers, share * (1 - share) / variance) : row.Strata.Min(stratum => stratum.Answers / Math.Max(1e-9, stratum.Share / total));
            answers = Math.Clamp(answers, 1, row.Answers);
        }

        share = Math.Clamp(share, 0, 1);
        var wilson = Proportion.WilsonOf(share, answers, Confidence);
        double error = (wilson.Upper - wilson.Lower) / (2 * NormalDistribution.Critical(Confidence));
        return new(Math.Min(1, share / options.FullShare), error / options.FullShare, Math.Min(1, wilson.Lower / options.FullShare), Math.Min(1, wilson.Upper / options.FullShare));
    }

    private bool Strata(SkillSurvey row, string where)
    {
        if (row.Strata.Count == 0) return true;
        bool sound = true;
        for (int s = 0; s < row.Strata.Count; s++)
        {
            var stratum = row.Strata[s];
            string place = $"{where}.Strata[{s}]";
            if (stratum is null)
            {
                Null(place);
                return false;
            }

            sound &= Counts(stratum.Named, stratum.Answers, place);
            if (!(stratum.Share > 0) || !double.IsFinite(stratum.Share)) sound = Error("survey.stratum.share", place + ".Share", "The share of the workforce is not positive.", "Give every stratum its share of the workforce.");
        }

        if (!sound) return false;
        if (Math.Abs(row.Strata.Sum(stratum => stratum.Share) - 1) > 1e-6) sound = Error("survey.strata.sum", where + ".Strata", "The shares of the strata do not sum to 1.", "Name every part of the workforce, with shares that sum to 1.");
        if (row.Strata.Sum(stratum => (long)stratum.Answers) != row.Answers || row.Strata.Sum(stratum => (long)stratum.Named) != row.Named) sound = Error("survey.strata.counts", where + ".Strata", "The answers of the strata do not add up to the row's.", "Count every answer in exactly one stratum.");
        return sound;
    }

    private bool Counts(int named, int answers, string where)
    {
        if (answers < 1) return Error("survey.answers.none", where + ".Answers", "Nobody answered.", "Leave the row out: no answer is not a wish of 0.");
        if (named < 0 || named > answers) return Error("survey.named.invalid", where + ".Named", "The number who named the skill does not lie between 0 and the number of answers.", "Count each person once.");
        return true;
    }

    private bool Skill(SkillId skill, string where) =>
        !string.IsNullOrWhiteSpace(skill.Value) || Error("need.skill.blank", where + ".Skill", "The skill's id is blank.", "Say which skill the row is about.");

    private void Null(string where) => Error("need.row.null", where, "There is no row.", "Leave empty places out.");

    private void Add(NeedSource source, SkillId skill, SourceScore score, string where)
    {
        if (!_scores[(int)source].TryAdd(skill, score)) Error("need.duplicate", where, $"'{skill}' already has a row in this source.", "Bring one row for each skill and source; the first is used.");
    }

    private bool Error(string code, string where, string what, string repair)
    {
        Problems.Error(code, where, what, repair);
        return false;
    }
}
