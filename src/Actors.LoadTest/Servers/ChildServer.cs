using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Actors.LoadTest.Native;

namespace Actors.LoadTest.Servers;

/// <summary>A server process that is a child of this one. It ends with its parent, which it watches.</summary>
internal sealed class ChildServer : IAsyncDisposable
{
    /// <summary>The exit code of a server that learned from the database that it was declared dead.</summary>
    public const int FencedExit = 75;

    /// <summary>
    /// Limits for strangers and persons that a load test must raise, because all its phones have one address and live fast. The
    /// summary names them.
    /// </summary>
    public static readonly IReadOnlyList<string> RaisedLimits =
    [
        "--Connections:MaxPerAddress=1000000", "--EntrantHub:MessagesPerSecond=1000", "--Registration:AnswerAfter=00:00:00.05",
        "--Registration:AttemptsPerAddress=1000000", "--Registration:RequestsPerSecond=1000000",
    ];

    private const int LogLinesInError = 20;

    /// <summary>Orleans' clustering over the common database. The server takes free loopback ports by itself.</summary>
    private static readonly string[] Cluster =
        ["--Cluster:Kind=AdoNet", "--Cluster:ClusterId=load-test", "--Cluster:ServiceId=load-test"];

    /// <summary>
    /// Exit codes of a server that learned that it was declared dead: from the database, or (SIGABRT) from Orleans.
    /// </summary>
    private static readonly int[] FencedOff = [FencedExit, 134];

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Servers take up a new key when they meet a record under it; until then they make records under the old one.
    /// </summary>
    private const int RotationTries = 10;

    private readonly ServerSettings _settings;
    private readonly int _number;
    private readonly TimeProvider _wallTime;
    private Process? _process;
    private Task _copying = Task.CompletedTask;

    /// <summary>Creates a server that does not run yet.</summary>
    /// <param name="settings">Its settings.</param>
    /// <param name="number">Its number in the cluster, from 1.</param>
    /// <param name="wall">The wall clock.</param>
    public ChildServer(ServerSettings settings, int number, TimeProvider wall)
    {
        _settings = settings;
        _number = number;
        _wallTime = wall;
        Address = new Uri($"http://127.0.0.1:{FreePort().ToString(CultureInfo.InvariantCulture)}");
        Control = new(Address);
    }

    /// <summary>Its address, the same after a restart.</summary>
    public Uri Address { get; }

    /// <summary>Its endpoints for control.</summary>
    public ServerControl Control { get; }

    /// <summary>Its name in messages.</summary>
    public string Name => $"server-{_number.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>The id of its process; 0 if it does not run.</summary>
    public int ProcessId => _process?.Id ?? 0;

    /// <summary>Whether it became ready and was not stopped or killed since.</summary>
    public bool IsRunning { get; private set; }

    /// <summary>Whether it ended by itself.</summary>
    public bool HasFailed => _process is { HasExited: true };

    /// <summary>The processor time of the present process; null if it does not run.</summary>
    public TimeSpan? ProcessorTime
    {
        get
        {
            _process?.Refresh();
            return _process is { HasExited: false } process ? process.TotalProcessorTime : null;
        }
    }

    /// <summary>Starts it and waits until it is ready.</summary>
    /// <param name="clock">The programme time at the start, and the speed.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="ServerFailedException">It did not become ready.</exception>
    public async Task StartAsync(ClockReading clock, CancellationToken cancellationToken)
    {
        if (!File.Exists(ServerFiles.Program))
        {
            throw new ServerFailedException($"The server is not built: {ServerFiles.Program} does not exist.");
        }

        var process = Process.Start(StartInfo(clock))!;
        _process = process;
        _copying = CopyAsync(process);
        var begun = _wallTime.GetTimestamp();
        while (!await Control.IsReadyAsync(cancellationToken))
        {
            if (process.HasExited)
            {
                throw await FailureAsync($"Server {_number} ended with exit code {process.ExitCode}");
            }

            if (_wallTime.GetElapsedTime(begun) > Timeout)
            {
                throw await FailureAsync($"Server {_number} did not become ready");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(30), _wallTime, cancellationToken);
        }

        IsRunning = true;
    }

    /// <summary>Ends it at once, like a power cut (SIGKILL). Does nothing if it does not run.</summary>
    public async Task KillAsync()
    {
        IsRunning = false;
        if (_process is { } process)
        {
            _process = null;
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
            await _copying;
            process.Dispose();
        }
    }

    /// <summary>Lets it hang (SIGSTOP).</summary>
    public void Pause()
    {
        IsRunning = false;
        Signals.Pause(_process!.Id);
    }

    /// <summary>Lets it go on after it hung, and waits for its end: its cluster has declared it dead.</summary>
    /// <returns>The time that it ran on.</returns>
    /// <exception cref="ServerFailedException">It did not end, or not by itself.</exception>
    public async Task<TimeSpan> ResumeAsync(CancellationToken cancellationToken)
    {
        var begun = _wallTime.GetTimestamp();
        Signals.Resume(_process!.Id);
        await EndAsync("did not end after it woke", FencedOff, cancellationToken);
        return _wallTime.GetElapsedTime(begun);
    }

    /// <summary>Asks it to stop (SIGTERM) and waits for its end.</summary>
    /// <exception cref="ServerFailedException">It did not stop, or failed while it stopped.</exception>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        IsRunning = false;
        Signals.Terminate(_process!.Id);
        return EndAsync("did not stop", [0], cancellationToken);
    }

    /// <summary>Waits until it ends by itself, or is killed by hand.</summary>
    /// <returns>Its exit code; 128 and the number of the signal that ended it.</returns>
    public async Task<int> WaitForEndAsync(CancellationToken cancellationToken)
    {
        var process = _process!;
        await process.WaitForExitAsync(cancellationToken);
        IsRunning = false;
        await _copying;
        var code = process.ExitCode;
        _process = null;
        process.Dispose();
        return code;
    }

    /// <summary>Asks it to stop (SIGTERM) and kills it if it takes too long. Does nothing if it does not run.</summary>
    /// <param name="limit">How long it may take.</param>
    public async Task StopWithinAsync(TimeSpan limit)
    {
        if (_process is { } process)
        {
            Signals.Terminate(process.Id);
            using var late = new CancellationTokenSource(limit, _wallTime);
            await process.WaitForExitAsync(late.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await KillAsync();
        }
    }

    /// <summary>
    /// Adds a master key, and moves all records under it, by the commands of the server and beside those that run.
    /// </summary>
    /// <exception cref="ServerFailedException">A command failed, or records stay under an older key.</exception>
    public async Task RotateMasterKeyAsync(CancellationToken cancellationToken)
    {
        const int SomeAreLeft = 1;
        var exit = await RunCommandAsync(["add-master-key", _settings.KeyFile], cancellationToken);
        for (var tries = 0; tries < RotationTries && (tries == 0 || exit == SomeAreLeft); tries++)
        {
            if (exit is 0 or SomeAreLeft)
            {
                exit = await RunCommandAsync(["rotate-master-key", .. _settings.Stored], cancellationToken);
            }
        }

        if (exit != 0)
        {
            throw await FailureAsync($"The rotation of the master key ended with exit code {exit}");
        }
    }

    /// <summary>Kills it if it still runs.</summary>
    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process?.Dispose();
        Control.Dispose();
    }

    /// <summary>Kills the server and describes the failure with the last lines of its log.</summary>
    public async Task<ServerFailedException> FailureAsync(string what)
    {
        await KillAsync();
        var log = _settings.LogFile(_number);
        var lines = File.Exists(log) ? await File.ReadAllLinesAsync(log) : [];
        return new($"{what}. Its log is {log}. The last lines:\n{string.Join('\n', lines.TakeLast(LogLinesInError))}");
    }

    private async Task EndAsync(string failure, int[] exitCodes, CancellationToken cancellationToken)
    {
        var process = _process!;
        using var timeout = new CancellationTokenSource(Timeout, _wallTime);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            await process.WaitForExitAsync(either.Token);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested)
        {
            throw await FailureAsync($"Server {_number} {failure}");
        }

        await _copying;
        if (!exitCodes.Contains(process.ExitCode))
        {
            throw await FailureAsync($"Server {_number} ended with exit code {process.ExitCode}");
        }

        _process = null;
        process.Dispose();
    }

    /// <summary>A TCP port on loopback, free a moment ago.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private ProcessStartInfo StartInfo(ClockReading clock)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = _settings.Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in new[]
        {
            "exec", ServerFiles.Program,
            $"--Urls={Address}",
            "--Development:Enabled=true",
            $"--Development:ParentProcess={Environment.ProcessId.ToString(CultureInfo.InvariantCulture)}",
            string.Create(CultureInfo.InvariantCulture, $"--Clock:Speed={clock.Speed}"),
            $"--Clock:Start={clock.Now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture)}",
            $"--Entrants:PingAtMostEvery={_settings.MinPingInterval}",
            "--Logging:LogLevel:Default=Warning",
        }.Concat(RaisedLimits).Concat(_settings.Stored)
            .Concat(_settings.Servers > 1 ? Cluster : [])
            .Concat(_settings.More))
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["DOTNET_gcServer"] = "0";
        return start;
    }

    private async Task<int> RunCommandAsync(IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", ["exec", ServerFiles.Program, .. arguments])
        {
            WorkingDirectory = _settings.Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        await CopyAsync(process); // Until it ends.
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode;
    }

    private async Task CopyAsync(Process process)
    {
        await using var log = new FileStream(
            _settings.LogFile(_number), FileMode.Append, FileAccess.Write, FileShare.ReadWrite, 4096, FileOptions.Asynchronous);
        await using var writer = TextWriter.Synchronized(new StreamWriter(log) { AutoFlush = true });
        await Task.WhenAll(CopyAsync(process.StandardOutput, writer), CopyAsync(process.StandardError, writer));
    }

    private static async Task CopyAsync(StreamReader from, TextWriter to)
    {
        while (await from.ReadLineAsync() is { } line)
        {
            await to.WriteLineAsync(line);
        }
    }
}

/// <summary>A server did not start, ended by itself, or did not do what the load test needs.</summary>
internal sealed class ServerFailedException(string message, Exception? inner = null) : Exception(message, inner);
