using PeerLearning.Optimization;
using PeerLearning.People;

namespace PeerLearning.Cohorts;

/// <summary>Brings common meeting hours into slots: stretches of time in which exactly the same schedules are at work, each with its seconds.</summary>
/// <remarks>Everything is computed on instants over the real dates; stretches with the same people at work are one slot however far apart they lie.</remarks>
internal static class MeetingHours
{
    public static OverlapLimit Limit(Workforce workforce, OverlapRule rule, int group, int[] learners)
    {
        var stretches = new List<List<(long Start, long End)>>();
        var known = new SortedDictionary<int, int>();
        int[] calendar = new int[learners.Length];
        for (int i = 0; i < learners.Length; i++)
        {
            int schedule = workforce.ScheduleOf[learners[i]];
            if (schedule < 0)
            {
                calendar[i] = -1;
            }
            else if (!workforce.HasAbsences(learners[i]) && known.TryGetValue(schedule, out int same))
            {
                calendar[i] = same;
            }
            else
            {
                calendar[i] = stretches.Count;
                if (!workforce.HasAbsences(learners[i])) known[schedule] = stretches.Count;
                stretches.Add(workforce.AvailabilityAt(learners[i])!.Stretches(rule.Dates));
            }
        }

        var slots = Slots(stretches, out long[] weights);
        var bits = slots.ConvertAll(list => Bits(list, weights.Length));
        double seconds = rule.MinimumPerWeek.TotalSeconds * rule.Dates.Length / 7;
        return new OverlapLimit(Array.ConvertAll(calendar, c => c < 0 ? null : bits[c]), weights, (long)Math.Ceiling(seconds - 1e-6), group);
    }

    private static List<List<int>> Slots(List<List<(long Start, long End)>> calendars, out long[] weights)
    {
        long[] cuts = [.. calendars.SelectMany(calendar => calendar.SelectMany(stretch => new[] { stretch.Start, stretch.End })).Distinct().Order()];
        var atWork = new List<int>[Math.Max(0, cuts.Length - 1)];
        for (int c = 0; c < calendars.Count; c++)
        {
            foreach (var (start, end) in calendars[c])
            {
                for (int at = Array.BinarySearch(cuts, start); cuts[at] < end; at++) (atWork[at] ??= []).Add(c);
            }
        }

        var slotOf = new Dictionary<string, int>(StringComparer.Ordinal);
        var sums = new List<long>();
        var slots = calendars.ConvertAll(_ => new List<int>());
        for (int at = 0; at < atWork.Length; at++)
        {
            if (atWork[at] is not { } present) continue;
            string key = string.Join(',', present);
            if (!slotOf.TryGetValue(key, out int slot))
            {
                slotOf[key] = slot = sums.Count;
                sums.Add(0);
                foreach (int c in present) slots[c].Add(slot);
            }

            sums[slot] += cuts[at + 1] - cuts[at];
        }

        weights = [.. sums];
        return slots;
    }

    private static ulong[] Bits(List<int> slots, int count)
    {
        ulong[] bits = new ulong[(count + 63) / 64];
        foreach (int slot in slots) bits[slot >> 6] |= 1UL << (slot & 63);
        return bits;
    }
}
