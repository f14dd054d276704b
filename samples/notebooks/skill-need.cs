#!/usr/bin/env dotnet
#:package PeerLearning.Core
#:property PublishAot=false
#:property RestorePackagesPath=$(MSBuildThisFileDirectory)../../artifacts/sample-packages

// Which skill is needed most, and how sure is that? Needs the package: dotnet pack src/PeerLearning.Core
using PeerLearning.Skills;

SkillGap[] gaps =
[
    new() { Skill = new("Coaching"), Shortfall = 0.4, StandardError = 0.1 },
    new() { Skill = new("Data storytelling"), Shortfall = 1.1, StandardError = 0.1 },
];
SkillSurvey[] survey =
[
    new() { Skill = new("Coaching"), Named = 120, Answers = 300 },
    new() { Skill = new("Data storytelling"), Named = 110, Answers = 300 },
];
SkillAgenda[] agenda =
[
    new() { Skill = new("Coaching"), PerformancePlan = 0.3, CeoAgenda = 0.5 },
    new() { Skill = new("Data storytelling"), PerformancePlan = 0.9, CeoAgenda = 0.6 },
];

var ranking = new SkillNeedScorer().Rank(gaps, survey, agenda);
foreach (var need in ranking.Skills) Console.WriteLine($"{need.Rank}. {need.Skill}: {need.Score:0.00}, first with chance {need.ChanceFirst:P0}");
foreach (var reason in ranking.Reasons) Console.WriteLine(reason);
