using Actors.Testing;

[assembly: AssemblyFixture(typeof(PostgresFixture))]

// A test of a cluster sees by the thread pool that nothing is at work any more, so it runs alone.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
