namespace PeerLearning.People;

/// <summary>How careful a dimension's values must be treated.</summary>
public enum DimensionClass
{
    /// <summary>A fact of the organisation: business unit, function, grade, team.</summary>
    Organisational,

    /// <summary>Where somebody works: country, region, site, time zone.</summary>
    Geographic,

    /// <summary>A characteristic protected by anti-discrimination law, such as sex or age. Never enters an objective or a rule without a recorded legal basis.</summary>
    Protected,

    /// <summary>Special category data, such as health or ethnicity (GDPR Article 9). Never enters an objective or a rule without a recorded legal basis.</summary>
    SpecialCategory,
}
