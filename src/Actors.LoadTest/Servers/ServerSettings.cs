namespace Actors.LoadTest.Servers;

/// <summary>How a server of the load test is started.</summary>
/// <param name="Folder">Where it keeps its data, its keys and what it says.</param>
/// <param name="Postgres">The connection string of its database; null: a SQLite file in the folder.</param>
/// <param name="PingAtMostEvery">Programme time between two pings of a phone: at high speed a few minutes are nothing.</param>
internal sealed record ServerSettings(string Folder, string? Postgres, TimeSpan PingAtMostEvery)
{
    /// <summary>Further settings, as on the command line.</summary>
    public IReadOnlyList<string> More { get; init; } = [];

    /// <summary>The SQLite file.</summary>
    public string DatabaseFile => Path.Combine(Folder, "life.db");

    /// <summary>What the server says.</summary>
    public string LogFile => Path.Combine(Folder, "server.log");

    /// <summary>The keys of personal data.</summary>
    public string KeyFile => Path.Combine(Folder, "keys.json");
}
