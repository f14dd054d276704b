using PeerLearning.People;
using PeerLearning.Skills;

namespace PeerLearning.Tests.Mentors;

/// <summary>Proficiency rows for tests.</summary>
internal static class MentorProficiency
{
    public static Proficiency Of(PersonId person, SkillId skill, double level, double error = 0.2) =>
        new() { Person = person, Skill = skill, Level = level, StandardError = error };
}
