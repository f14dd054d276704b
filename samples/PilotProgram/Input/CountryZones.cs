using NodaTime.TimeZones;

namespace PeerLearning.Samples.PilotProgram.Input;

/// <summary>The principal time zone of a country: that of its largest city, or its only one.</summary>
internal static class CountryZones
{
    /// <summary>Countries with several zones, where the first of the database is not the one most people live in.</summary>
    private static readonly Dictionary<string, string> Principal = new(StringComparer.Ordinal)
    {
        ["AR"] = "America/Argentina/Buenos_Aires",
        ["AU"] = "Australia/Sydney",
        ["BR"] = "America/Sao_Paulo",
        ["CA"] = "America/Toronto",
        ["CD"] = "Africa/Kinshasa",
        ["CL"] = "America/Santiago",
        ["CN"] = "Asia/Shanghai",
        ["EC"] = "America/Guayaquil",
        ["ES"] = "Europe/Madrid",
        ["FM"] = "Pacific/Pohnpei",
        ["GL"] = "America/Nuuk",
        ["ID"] = "Asia/Jakarta",
        ["KI"] = "Pacific/Tarawa",
        ["KZ"] = "Asia/Almaty",
        ["MN"] = "Asia/Ulaanbaatar",
        ["MX"] = "America/Mexico_City",
        ["MY"] = "Asia/Kuala_Lumpur",
        ["NZ"] = "Pacific/Auckland",
        ["PF"] = "Pacific/Tahiti",
        ["PG"] = "Pacific/Port_Moresby",
        ["PT"] = "Europe/Lisbon",
        ["RU"] = "Europe/Moscow",
        ["UA"] = "Europe/Kyiv",
        ["US"] = "America/New_York",
        ["UZ"] = "Asia/Tashkent",
    };

    /// <summary>Official names of surveys beside the short names of the time zone database.</summary>
    private static readonly Dictionary<string, string> ShortNames = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Bolivia, Plurinational State of"] = "Bolivia",
        ["Bosnia and Herzegovina"] = "Bosnia & Herzegovina",
        ["Brunei Darussalam"] = "Brunei",
        ["Côte d'Ivoire"] = "Côte d’Ivoire",
        ["Congo, Republic of the..."] = "Congo (Rep.)",
        ["Czechia"] = "Czech Republic",
        ["Democratic People's Republic of Korea"] = "Korea (North)",
        ["Democratic Republic of the Congo"] = "Congo (Dem. Rep.)",
        ["Hong Kong (S.A.R.)"] = "Hong Kong",
        ["Iran, Islamic Republic of..."] = "Iran",
        ["Iran"] = "Iran",
        ["Lao People's Democratic Republic"] = "Laos",
        ["Libyan Arab Jamahiriya"] = "Libya",
        ["Macao"] = "Macau",
        ["Micronesia, Federated States of..."] = "Micronesia",
        ["Myanmar"] = "Myanmar (Burma)",
        ["North Korea"] = "Korea (North)",
        ["Republic of Korea"] = "Korea (South)",
        ["Republic of Moldova"] = "Moldova",
        ["Republic of North Macedonia"] = "North Macedonia",
        ["Russian Federation"] = "Russia",
        ["South Korea"] = "Korea (South)",
        ["Swaziland"] = "Eswatini (Swaziland)",
        ["Syrian Arab Republic"] = "Syria",
        ["The former Yugoslav Republic of Macedonia"] = "North Macedonia",
        ["Trinidad and Tobago"] = "Trinidad & Tobago",
        ["United Kingdom of Great Britain and Northern Ireland"] = "Britain (UK)",
        ["United Kingdom"] = "Britain (UK)",
        ["United Republic of Tanzania"] = "Tanzania",
        ["United States of America"] = "United States",
        ["Venezuela, Bolivarian Republic of..."] = "Venezuela",
        ["Viet Nam"] = "Vietnam",
    };

    private static readonly Dictionary<string, string> ZoneOf = Build();

    /// <summary>The zone, or null for a country that the database does not know.</summary>
    public static string? Find(string country) =>
        ZoneOf.GetValueOrDefault(ShortNames.GetValueOrDefault(country, country)) is { } zone ? zone : null;

    private static Dictionary<string, string> Build()
    {
        var zones = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var location in TzdbDateTimeZoneSource.Default.ZoneLocations ?? [])
        {
            zones.TryAdd(location.CountryName, Principal.GetValueOrDefault(location.CountryCode, location.ZoneId));
        }

        return zones;
    }
}
