namespace PeerLearning.Cohorts;

/// <summary>The best stable matchings of either side found in rounds, as D. Gale and L. Shapley tell it (American Mathematical Monthly 69, 1962): for checks, not for speed.</summary>
/// <remarks>Learners have lists of offers, most wanted first; every offer belongs to an owner, who ranks learners and has places over all offers. Where every owner has one offer this is the matching of learners with mentors.</remarks>
internal sealed class PlainRounds
{
    /// <summary>The offers that each learner would take, most wanted first.</summary>
    public required int[][] Wishes { get; init; }

    public required int[] OfferPlaces { get; init; }

    public required int[] OwnerOf { get; init; }

    public required int[] OwnerPlaces { get; init; }

    /// <summary>The turn of each learner with each owner, smaller first and none alike.</summary>
    public required Func<int, int, long> Turn { get; init; }

    /// <summary>Everybody applies for the best offer that has not turned them away; all at once, over and over. The best for all learners.</summary>
    public int[] ByApplications()
    {
        int[] next = new int[Wishes.Length], given = new int[Wishes.Length];
        while (true)
        {
            for (int l = 0; l < given.Length; l++)
            {
                while (next[l] < Wishes[l].Length && (OfferPlaces[Wishes[l][next[l]]] == 0 || OwnerPlaces[OwnerOf[Wishes[l][next[l]]]] == 0)) next[l]++;
                given[l] = next[l] < Wishes[l].Length ? Wishes[l][next[l]] : -1;
            }

            var placed = Enumerable.Range(0, given.Length).Where(l => given[l] >= 0).ToList();
            bool any = placed.GroupBy(l => given[l]).Aggregate(false, (sofar, offer) => Refuse(offer, OwnerOf[offer.Key], OfferPlaces[offer.Key]) || sofar);
            if (!any) any = placed.GroupBy(l => OwnerOf[given[l]]).Aggregate(false, (sofar, owner) => Refuse(owner, owner.Key, OwnerPlaces[owner.Key]) || sofar);
            if (!any) return given;
        }

        bool Refuse(IEnumerable<int> applicants, int owner, int places)
        {
            int[] refused = [.. applicants.OrderBy(l => Turn(owner, l)).Skip(places)];
            foreach (int l in refused) next[l]++;
            return refused.Length > 0;
        }
    }

    /// <summary>Every owner offers their places to the best learners who have nothing better; all at once, over and over. The best for all owners.</summary>
    public int[] ByOffers()
    {
        int[] open = [.. Wishes.Select(list => list.Length)];
        int[][] order = [.. Enumerable.Range(0, OwnerPlaces.Length).Select(owner => Enumerable.Range(0, Wishes.Length).Where(l => Wishes[l].Any(offer => OwnerOf[offer] == owner)).OrderBy(l => Turn(owner, l)).ToArray())];
        while (true)
        {
            int[] best = [.. Enumerable.Repeat(int.MaxValue, Wishes.Length)];
            for (int owner = 0; owner < order.Length; owner++)
            {
                var taken = new Dictionary<int, int>();
                int places = OwnerPlaces[owner];
                foreach (int l in order[owner])
                {
                    if (places == 0) break;
                    int at = Array.FindIndex(Wishes[l], 0, open[l], offer => OwnerOf[offer] == owner && taken.GetValueOrDefault(offer) < OfferPlaces[offer]);
                    if (at < 0) continue;
                    taken[Wishes[l][at]] = taken.GetValueOrDefault(Wishes[l][at]) + 1;
                    places--;
                    best[l] = Math.Min(best[l], at);
                }
            }

            bool any = false;
            for (int l = 0; l < best.Length; l++)
            {
                if (best[l] == int.MaxValue || best[l] + 1 == open[l]) continue;
                open[l] = best[l] + 1;
                any = true;
            }

            if (!any) return [.. best.Select((at, l) => at == int.MaxValue ? -1 : Wishes[l][at])];
        }
    }
}
