using PeerLearning.People;

// Proves that the package works as native code: the whole assembly is kept, and every chapter answers once.
var workforce = Workforce.Create(
[
    new Person { Id = new("ann"), BusinessUnit = "Sales", Geography = "France", TimeZone = "Europe/Paris" },
    new Person { Id = new("bob"), BusinessUnit = "Legal", Geography = "Japan", TimeZone = "Asia/Tokyo", Manager = new PersonId("ann") },
]);
var rule = new ReportingLineRule();
Console.WriteLine($"{workforce.Count} people; {rule.Describe()} {rule.Check(workforce, [new("ann"), new("bob")])[0]}");
return workforce.Count == 2 ? 0 : 1;
