namespace PeerLearning.Programs;

/// <summary>What to do after the pilot.</summary>
public enum ScaleChoice
{
    /// <summary>The evidence is too thin for any other answer.</summary>
    CannotSayYet,

    /// <summary>Do it again, and for more people.</summary>
    Scale,

    /// <summary>Do it for more people, and put right what is named.</summary>
    ScaleWithConditions,

    /// <summary>Do it again at the same size, differently.</summary>
    Adapt,

    /// <summary>Do it no more.</summary>
    Stop,
}
