using System.Diagnostics.CodeAnalysis;

namespace PeerLearning.Programs;

/// <summary>Folds events into a state: the one place that numbers, dates and judges them.</summary>
internal static class EventReplay
{
    public static void Judge(ProgramState state, ProgramEvent happening, Refusals refusals)
    {
        refusals.NeedPerson(happening.By, "By");
        if (happening.At < state.LastAt)
        {
            refusals.Add(
                "At",
                "Give the time at which it happened, after what is recorded already.",
                "program.time.backwards",
                "It happened at {at}, before the last event at {last}.",
                Figure.Of("at", happening.At),
                Figure.Of("last", state.LastAt));
        }

        if (state.Charter is null && happening is not ProgramDrafted)
        {
            refusals.Add("", "Draft the programme first.", "program.not-drafted", "The programme is not drafted.");
            return;
        }

        happening.Judge(state, refusals);
    }

    public static void Fold(ProgramState state, ProgramEvent happening)
    {
        happening.Fold(state);
        state.Version = happening.Number;
        state.LastAt = happening.At;
    }

    /// <summary>Replays events that were accepted before.</summary>
    public static LearningProgram Prefix(EventLog log, int count)
    {
        var state = new ProgramState();
        foreach (var happening in log.Take(count)) Fold(state, happening);
        return new LearningProgram(state, log, count);
    }

    public static bool Run(IReadOnlyList<ProgramEvent> events, [NotNullWhen(true)] out LearningProgram? program, out IReadOnlyList<Problem> problems)
    {
        var found = new ProblemList();
        var order = Order(events, found);
        var state = new ProgramState();
        var refusals = new Refusals();
        int length = order?.Length ?? events.Count;
        var kept = new ProgramEvent[length];
        int count = 0;
        for (int place = 0; place < length; place++)
        {
            int i = order is null ? place : order[place];
            var happening = events[i];
            refusals.Clear();
            Judge(state, happening, refusals);
            if (happening.Number == 0) happening = happening with { Number = state.Version + 1 };
            if (refusals.IsEmpty)
            {
                Fold(state, happening);
                kept[count++] = happening;
                continue;
            }

            string where = $"events[{i}]";
            found.AddRange(refusals.Items.Select(refusal => refusal.ToProblem(where)));
            state.Version = happening.Number;
        }

        problems = found.ToList();
        program = state.Charter is null ? null : new LearningProgram(state, new EventLog(kept, count), count);
        if (events.Count == 0)
        {
            found.Error("program.events.none", "events", "There are no events.", "Bring the events of one programme.");
            problems = found.ToList();
        }

        return program is not null && !found.HasErrors;
    }

    /// <summary>The places of the events in the order of their numbers, each number once; null when they stand in it already.</summary>
    private static int[]? Order(IReadOnlyList<ProgramEvent> events, ProblemList problems)
    {
        bool isNumbered = false, isSorted = true, hasNull = false;
        long last = 0;
        for (int i = 0; i < events.Count; i++)
        {
            if (events[i] is not { } one)
            {
                hasNull = true;
                problems.Error("event.null", $"events[{i}]", "The event is null.", "Leave it out, and look for what it was.");
                continue;
            }

            isNumbered |= one.Number != 0;
            isSorted &= one.Number == ++last;
        }

        if (!hasNull && (isSorted || !isNumbered)) return null;
        var places = Enumerable.Range(0, events.Count).Where(i => events[i] is not null);
        if (!isNumbered) return [.. places];
        return Sort(events, places, problems);
    }

    private static int[] Sort(IReadOnlyList<ProgramEvent> events, IEnumerable<int> places, ProblemList problems)
    {
        var numbered = new List<int>();
        long highest = 0;
        foreach (int i in places)
        {
            long number = events[i].Number;
            if (number < 1)
            {
                problems.Error("event.number.missing", $"events[{i}].Number", $"The event has the number {number}.", "Restore its number, from 1.");
                continue;
            }

            if (number < highest)
            {
                problems.Warn("event.order", $"events[{i}].Number", $"The event has the number {number} and stands after number {highest}.", "Store events in their order.");
            }

            highest = Math.Max(highest, number);
            numbered.Add(i);
        }

        var kept = new List<int>(numbered.Count);
        foreach (int i in numbered.OrderBy(i => events[i].Number).ThenBy(i => i))
        {
            if (kept.Count > 0 && events[kept[^1]].Number == events[i].Number)
            {
                if (events[kept[^1]].Equals(events[i]))
                {
                    problems.Warn("event.duplicate", $"events[{i}]", $"Event {events[i].Number} stands there twice, alike.", "Store every event once.");
                }
                else
                {
                    problems.Error(
                        "event.number.conflict",
                        $"events[{i}].Number",
                        $"Event {events[i].Number} stands there twice, with different content; the one at events[{kept[^1]}] is used.",
                        "Find out which of the two happened.");
                }

                continue;
            }

            long expected = kept.Count == 0 ? 1 : events[kept[^1]].Number + 1;
            if (events[i].Number > expected)
            {
                string range = events[i].Number == expected + 1 ? $"Event {expected} is" : $"Events {expected} to {events[i].Number - 1} are";
                problems.Error("event.missing", $"events[{i}].Number", $"{range} missing before event {events[i].Number}.", "Restore what is missing from the store.");
            }

            kept.Add(i);
        }

        return [.. kept];
    }
}
