using Actors.Server.Tests;
using Actors.Testing;

[assembly: AssemblyFixture(typeof(PostgresFixture))]
[assembly: AssemblyFixture(typeof(TrialServer))]

// Servers wait for much: two at once leave half of two processors idle.
[assembly: CollectionBehavior(MaxParallelThreads = 3)]
