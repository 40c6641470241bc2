using Actors.Testing;

[assembly: AssemblyFixture(typeof(PostgresFixture))]
