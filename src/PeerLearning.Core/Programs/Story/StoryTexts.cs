using System.Globalization;
using System.Resources;

namespace PeerLearning.Programs;

/// <summary>The English sentences, from the package's resources.</summary>
internal static class StoryTexts
{
    private static readonly ResourceManager Texts = new(typeof(StoryTexts));

    public static Reason Say(string code, params ReadOnlySpan<Figure> figures) =>
        Reason.Of(code, Texts.GetString(code, CultureInfo.InvariantCulture) ?? throw new InvalidOperationException($"There is no text for {code}."), figures);
}
