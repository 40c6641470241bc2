using Actors.Server.Tests;
using Actors.Testing;

[assembly: AssemblyFixture(typeof(PostgresFixture))]
[assembly: AssemblyFixture(typeof(TrialServer))]
