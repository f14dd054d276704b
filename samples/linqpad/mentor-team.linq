<Query Kind="Statements">
  <NuGetReference>PeerLearning.Core</NuGetReference>
  <Namespace>PeerLearning.Mentors</Namespace>
  <Namespace>PeerLearning.People</Namespace>
  <Namespace>PeerLearning.Skills</Namespace>
</Query>

// Which four people lead the skill, the most capable and most diverse team?
var skill = new SkillId("Negotiation");
string[] units = ["Sales", "Legal", "Finance", "Sales", "Support", "Legal", "Finance", "Support"];
string[] countries = ["France", "Japan", "France", "Brazil", "Japan", "Brazil", "India", "India"];
double[] known = [4.6, 4.2, 4.4, 4.5, 3.9, 4.1, 4.0, 4.3];
var workforce = Workforce.Create(units.Select((unit, i) => new Person { Id = new PersonId($"P{i + 1}"), BusinessUnit = unit, Geography = countries[i] }));
var levels = SkillProfiles.Create(known.Select((level, i) => new Proficiency { Person = new PersonId($"P{i + 1}"), Skill = skill, Level = level, StandardError = 0.2 }));

var selection = new MentorTeamSelector().Select(workforce, levels, new MentorTeamRequest
{
    Skill = skill,
    Rules = [new PerValueRule(Dimension.BusinessUnit) { Maximum = 1 }, new DistinctRule { Dimension = Dimension.Geography, Minimum = 3 }],
    RunnersUp = 2,
});
selection.Team!.Members.Select(member => new { member.Person, member.Level, member.ExpertisePart, member.DifferencePart }).Dump("The team");
selection.Reasons.Select(reason => reason.ToString()).Dump("Why");
