using PeerLearning.People;

namespace PeerLearning.Tests.People;

/// <summary>Small, readable people for tests.</summary>
internal static class Org
{
    public static readonly Dimension Grade = new("Grade", DimensionClass.Organisational);

    public static PersonId Id(string value) => new(value);

    public static Person Person(string id, string? unit = null, string? geography = null, string? manager = null, string? zone = null) => new()
    {
        Id = new(id),
        BusinessUnit = unit,
        Geography = geography,
        Manager = manager is null ? null : new PersonId(manager),
        TimeZone = zone,
    };

    /// <summary>A forest of <paramref name="count"/> people with units, geographies, zones and managers drawn from the seed.</summary>
    public static Person[] Random(int count, int seed)
    {
        var random = new PeerLearning.Internal.SeededRandom((ulong)seed);
        string[] zones = ["Europe/Paris", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe"];
        var people = new Person[count];
        for (int i = 0; i < count; i++)
        {
            people[i] = new Person
            {
                Id = new($"P{i:0000000}"),
                BusinessUnit = $"Unit {random.Next(5)}",
                Geography = $"Country {random.Next(4)}",
                TimeZone = zones[random.Next(zones.Length)],
                Manager = i == 0 || random.Next(10) == 0 ? null : new PersonId($"P{random.Next(i):0000000}"),
                Values = random.Next(4) == 0 ? [] : [new DimensionValue(Grade, $"G{random.Next(3)}")],
                Languages = random.Next(3) == 0 ? ["English"] : ["English", $"Language {random.Next(3)}"],
            };
        }

        return people;
    }
}
