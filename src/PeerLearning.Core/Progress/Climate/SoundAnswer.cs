using PeerLearning.People;

namespace PeerLearning.Progress;

/// <summary>One person's complete answers, turned so that high is good.</summary>
internal readonly record struct SoundAnswer(string Team, PersonId By, double[] Items)
{
    public double Mean => Items.Average();
}
