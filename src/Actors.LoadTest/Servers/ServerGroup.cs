namespace Actors.LoadTest.Servers;

/// <summary>The servers of a run: children of this process, one or a cluster, or one server that is already running.</summary>
internal sealed class ServerGroup : IAsyncDisposable
{
    private readonly ChildServer[] _children;
    private readonly ServerControl? _external;

    /// <summary>Creates child servers that do not run yet.</summary>
    public ServerGroup(ServerSettings settings, TimeProvider wall)
    {
        _children = [.. Enumerable.Range(1, settings.Servers).Select(number => new ChildServer(settings, number, wall))];
        Addresses = [.. _children.Select(child => child.Address)];
    }

    /// <summary>Takes a server that is already running.</summary>
    public ServerGroup(Uri address)
    {
        _children = [];
        _external = new(address);
        Addresses = [address];
    }

    /// <summary>The addresses of all servers, the same after a restart.</summary>
    public IReadOnlyList<Uri> Addresses { get; }

    /// <summary>The servers that are children.</summary>
    public IReadOnlyList<ChildServer> Children => _children;

    /// <summary>The controls of the servers that run.</summary>
    public IReadOnlyList<ServerControl> Running => _external is not null
        ? [_external]
        : [.. _children.Where(child => child.IsRunning).Select(child => child.Control)];

    /// <summary>Starts all child servers together and waits until they are ready.</summary>
    public Task StartAsync(ClockReading clock, CancellationToken cancellationToken) =>
        Task.WhenAll(_children.Select(child => child.StartAsync(clock, cancellationToken)));

    /// <summary>Starts one child server and waits until it is ready.</summary>
    /// <param name="index">Its index, from 0.</param>
    /// <param name="clock">The programme time at the start, and the speed.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public Task StartAsync(int index, ClockReading clock, CancellationToken cancellationToken) =>
        _children[index].StartAsync(clock, cancellationToken);

    /// <summary>Kills one child server (SIGKILL).</summary>
    /// <param name="index">Its index, from 0.</param>
    public Task KillAsync(int index) => _children[index].KillAsync();

    /// <summary>Lets one child server hang (SIGSTOP). It no longer counts as running.</summary>
    /// <param name="index">Its index, from 0.</param>
    public void Pause(int index) => _children[index].Pause();

    /// <summary>Lets a server that hangs go on, and waits for its end.</summary>
    /// <returns>The real time that it ran on.</returns>
    /// <exception cref="ServerFailedException">It did not end, or not as one that was declared dead.</exception>
    public Task<TimeSpan> ResumeAsync(int index, CancellationToken cancellationToken) =>
        _children[index].ResumeAsync(cancellationToken);

    /// <summary>Stops one child server in good order.</summary>
    /// <param name="index">Its index, from 0.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public Task StopAsync(int index, CancellationToken cancellationToken) => _children[index].StopAsync(cancellationToken);

    /// <summary>Throws if a child server has ended by itself.</summary>
    /// <exception cref="ServerFailedException">It has.</exception>
    public async Task CheckAsync()
    {
        if (Array.Find(_children, child => child.HasFailed) is { } failed)
        {
            throw await failed.FailureAsync("A server ended by itself");
        }
    }

    /// <summary>Stops the child servers one after another, so that each can hand over to the next.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        foreach (var child in _children)
        {
            await child.StopAsync(cancellationToken);
        }
    }

    /// <summary>Asks all child servers at once to stop, and kills those that take too long.</summary>
    /// <param name="limit">How long they may take.</param>
    public Task StopWithinAsync(TimeSpan limit) => Task.WhenAll(_children.Select(child => child.StopWithinAsync(limit)));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _external?.Dispose();
        foreach (var child in _children)
        {
            await child.DisposeAsync();
        }
    }
}

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

    /// <summary>Where they store, and under which keys, as on the command line.</summary>
    public IReadOnlyList<string> Stored =>
    [
        $"--PersonalData:KeyFile={KeyFile}",
        .. Postgres is { } connection
            ? (string[])["--Storage:Kind=Postgres", $"--Storage:ConnectionString={connection}"]
            : ["--Storage:Kind=Sqlite", $"--Storage:Path={DatabaseFile}"],
    ];

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
