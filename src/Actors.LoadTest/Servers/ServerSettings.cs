namespace Actors.LoadTest.Servers;

/// <summary>How the servers of the load test are started.</summary>
/// <param name="Folder">Where they keep data, keys and logs.</param>
/// <param name="Postgres">The connection string of their database; null for a SQLite file in the folder.</param>
/// <param name="MinPingInterval">Programme time between two pings of a phone. At high speed it must be hours.</param>
internal sealed record ServerSettings(string Folder, string? Postgres, TimeSpan MinPingInterval)
{
    /// <summary>The number of servers that form a cluster; 1 for a single server.</summary>
    public int Servers { get; init; } = 1;

    /// <summary>Further settings, as on the command line.</summary>
    public IReadOnlyList<string> More { get; init; } = [];

    /// <summary>The SQLite file.</summary>
    public string DatabaseFile => Path.Combine(Folder, "life.db");

    /// <summary>The keys of personal data, shared by all servers.</summary>
    public string KeyFile => Path.Combine(Folder, "keys.json");

    /// <summary>The output of a server.</summary>
    /// <param name="number">The number of the server, from 1.</param>
    public string LogFile(int number) => Path.Combine(Folder, $"server-{number}.log");
}

/// <summary>The files of the built server, in the folder of its project beside this program.</summary>
internal static class ServerFiles
{
    private const string Project = "Actors.Server";

    /// <summary>The folder of the server.</summary>
    public static string Folder { get; } = Find();

    /// <summary>The program.</summary>
    public static string Program => Path.Combine(Folder, Project + ".dll");

    /// <summary>The folder of the programmes.</summary>
    public static string Programmes => Path.Combine(Folder, "Programmes");

    private static string Find()
    {
        // artifacts/bin/<project>/<configuration>/
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(own.Parent!.Parent!.FullName, Project, own.Name);
    }
}
