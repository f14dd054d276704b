using PeerLearning.Skills;

namespace PeerLearning.Evaluation.Generators;

/// <summary>One skill of a very large organisation, drawn straight into columns: the world of <see cref="SimulatedOrganisation"/>, where a part of the people is rated.</summary>
internal static class LargeWorld
{
    /// <param name="people">The number of people.</param>
    /// <param name="rows">The number of ratings.</param>
    /// <param name="skill">The skill, which is also the seed.</param>
    /// <param name="truth">The true levels.</param>
    public static EvidenceColumns Draw(int people, int rows, int skill, out float[] truth)
    {
        var normal = new FastNormal((ulong)skill + 77);
        float[] levels = truth = new float[people];
        float[] manager = new float[(people / 10) + 1], peer = new float[people];
        for (int i = 0; i < people; i++) truth[i] = 3 + (0.8f * normal.Next());
        for (int j = 0; j < manager.Length; j++) manager[j] = 0.35f * normal.Next();
        for (int j = 0; j < people; j++) peer[j] = 0.3f * normal.Next();
        int[] person = new int[rows], rater = new int[rows];
        byte[] kind = new byte[rows];
        float[] level = new float[rows];
        double share = rows / (4.3 * people);
        int at = 0;
        for (int i = 0; i < people && at < rows; i++)
        {
            if (normal.Uniform() >= share) continue;
            Add(i, -1, EvidenceKind.Self, 0.35f + (0.55f * normal.Next()) + (0.45f * normal.Next()));
            Add(i, people + (i / 10), EvidenceKind.Manager, manager[i / 10] + (0.55f * normal.Next()));
            double limit = Math.Exp(-2.0), product = normal.Uniform();
            while (product > limit)
            {
                int other = (int)(normal.Uniform() * people);
                Add(i, other, EvidenceKind.Peer, peer[other] + (0.60f * normal.Next()));
                product *= normal.Uniform();
            }

            if (normal.Uniform() < 0.3) Add(i, -1, EvidenceKind.Assessment, 0.40f * normal.Next());
        }

        return new EvidenceColumns
        {
            Skill = SimulatedOrganisation.Skill(skill),
            People = people,
            Raters = people + manager.Length,
            Person = person.AsMemory(0, at),
            Rater = rater.AsMemory(0, at),
            Kind = kind.AsMemory(0, at),
            Level = level.AsMemory(0, at),
        };

        void Add(int i, int by, EvidenceKind of, float error)
        {
            if (at == rows) return;
            (person[at], rater[at], kind[at], level[at]) = (i, by, (byte)of, levels[i] + error);
            at++;
        }
    }

    /// <summary>Normal numbers in pairs (Box and Muller 1958) from a SplitMix64 stream: fast enough to draw billions.</summary>
    private struct FastNormal(ulong seed)
    {
        private Internal.SeededRandom _random = new(seed);
        private float _spare;
        private bool _hasSpare;

        public double Uniform() => _random.NextDouble();

        public float Next()
        {
            if (_hasSpare)
            {
                _hasSpare = false;
                return _spare;
            }

            double radius = Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble()));
            var (sin, cos) = Math.SinCos(2 * Math.PI * _random.NextDouble());
            _spare = (float)(radius * sin);
            _hasSpare = true;
            return (float)(radius * cos);
        }
    }
}
