using PeerLearning.Fairness;
using PeerLearning.Golden;
using PeerLearning.Internal;
using PeerLearning.People;

namespace PeerLearning.Evaluation.Areas;

/// <summary>Audit records and suppressed tables, changed in one place: every change is found.</summary>
internal sealed class FairnessCertificatesArea : IArea
{
    private const int Count = 1_000;

    public string Name => "certificates";

    public IEnumerable<Case> Cases(EvaluationOptions options)
    {
        yield return new Case("generated/audit-records/1000-tampered", Records);
        yield return new Case("generated/suppressed-tables/1000-tampered", Tables);
    }

    private static CaseOutcome Records()
    {
        var random = new SeededRandom(1);
        int rejected = 0, sound = 0;
        AuditRecord? previous = null;
        for (int i = 0; i < Count; i++)
        {
            var people = Enumerable.Range(0, 3 + random.Next(20)).Select(person => new PersonId($"p{person}")).ToArray();
            var record = AuditRecord.Seal(
                $"decision {i}", Instant.FromUnixTimeSeconds(random.Next(int.MaxValue)), [AuditSection.Of("pool", people), AuditSection.Of("result", people[..3])], random.Next(), previous);
            if (record.Verify([AuditSection.Of("pool", people)], previous).Count == 0) sound++;
            if (RecordTampering.Tamper(record, ref random).Verify().Count > 0) rejected++;
            previous = record;
        }

        return new CaseOutcome
        {
            Ok = rejected == Count && sound == Count,
            Value = rejected,
            Reference = Count,
            Verified = sound == Count,
            Detail = $"{sound} of {Count} untouched records accepted",
        };
    }

    private static CaseOutcome Tables()
    {
        var random = new SeededRandom(2);
        var suppressor = new SmallCellSuppressor(new SmallCellOptions { Budget = new WorkBudget(300) });
        int rejected = 0, sound = 0;
        for (int i = 0; i < Count;)
        {
            var table = RandomTables.Next(ref random);
            var answer = suppressor.Suppress(table);
            var hidden = answer.Cells.Select(cell => cell.State != CellState.Shown).ToArray();
            if (hidden.All(one => one) || !hidden.Any(one => one)) continue;
            i++;
            if (answer.Verify(table).Count == 0) sound++;

            // One withheld number is shown after all, or one person more is in a shown one.
            var other = table;
            bool hasShownCell = hidden.AsSpan(0, table.Rows.Count * table.Columns.Count).Contains(false);
            if (!hasShownCell || random.Next(2) == 0)
            {
                int place;
                do place = random.Next(hidden.Length);
                while (!hidden[place]);
                hidden[place] = false;
            }
            else
            {
                int row, column;
                do (row, column) = (random.Next(table.Rows.Count), random.Next(table.Columns.Count));
                while (hidden[(row * table.Columns.Count) + column]);
                var counts = table.Counts.Select(one => one.ToArray()).ToArray();
                counts[row][column]++;
                other = table with { Counts = counts };
            }

            if (SuppressedTable.Of(null, other, hidden, answer.MinimumCount, SuppressionExtent.Cells, true, 0).Verify(table).Count > 0) rejected++;
        }

        return new CaseOutcome
        {
            Ok = rejected == Count && sound == Count,
            Value = rejected,
            Reference = Count,
            Verified = sound == Count,
            Detail = $"{sound} of {Count} untouched tables accepted",
        };
    }
}
