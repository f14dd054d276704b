namespace PeerLearning.Programs;

/// <summary>Lists in carriers that accept anything, also null.</summary>
internal static class Carried
{
    public static ValueList<T> List<T>(IEnumerable<T>? items) => items is null ? ValueList<T>.Empty : ValueList.Copy(items);
}
