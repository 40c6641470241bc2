using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Actors.LoadTest.Native;

namespace Actors.LoadTest.Servers;

/// <summary>A server that runs as a child of this process, and not longer than it: it watches its parent.</summary>
internal sealed class ChildServer : IAsyncDisposable
{
    private const int LastLines = 20;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ServerSettings _settings;
    private readonly TimeProvider _wallTime;
    private Process? _process;
    private Task _copying = Task.CompletedTask;

    /// <summary>A server that does not run yet.</summary>
    public ChildServer(ServerSettings settings, TimeProvider wall)
    {
        _settings = settings;
        _wallTime = wall;
        Address = new Uri($"http://127.0.0.1:{FreePort().ToString(CultureInfo.InvariantCulture)}");
    }

    /// <summary>Where it is to be reached, through every restart.</summary>
    public Uri Address { get; }

    /// <summary>Whether it ended without being asked.</summary>
    public bool HasFailed => _process is { HasExited: true };

    /// <summary>The processor time that it has used; null: it does not run.</summary>
    public TimeSpan? ProcessorTime
    {
        get
        {
            _process?.Refresh();
            return _process is { HasExited: false } process ? process.TotalProcessorTime : null;
        }
    }

    /// <summary>Starts it, with the programme clock at a moment, and waits until it is ready.</summary>
    /// <exception cref="ServerFailedException">It did not become ready.</exception>
    public async Task StartAsync(DateTimeOffset clock, ServerControl control, CancellationToken cancellationToken)
    {
        if (!File.Exists(ServerFiles.Program))
        {
            throw new ServerFailedException($"The server is not built: there is no {ServerFiles.Program}.");
        }

        var process = Process.Start(StartInfo(clock))!;
        _process = process;
        _copying = CopyAsync(process);
        var begun = _wallTime.GetTimestamp();
        while (!await control.IsReadyAsync(cancellationToken))
        {
            if (process.HasExited)
            {
                throw await FailureAsync($"The server ended with {process.ExitCode}");
            }

            if (_wallTime.GetElapsedTime(begun) > Patience)
            {
                throw await FailureAsync("The server did not become ready");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(30), _wallTime, cancellationToken);
        }
    }

    /// <summary>Ends it at once, as a power cut does (SIGKILL).</summary>
    public async Task KillAsync()
    {
        if (_process is { } process)
        {
            _process = null;
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
            await _copying;
            process.Dispose();
        }
    }

    /// <summary>Asks it to stop and waits until it has (SIGTERM).</summary>
    /// <exception cref="ServerFailedException">It did not stop in good order.</exception>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        var process = _process!;
        Signals.Terminate(process.Id);
        using var patience = new CancellationTokenSource(Patience, _wallTime);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            await process.WaitForExitAsync(either.Token);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            throw await FailureAsync("The server did not stop");
        }

        await _copying;
        if (process.ExitCode != 0)
        {
            throw await FailureAsync($"The server ended with {process.ExitCode}");
        }

        _process = null;
        process.Dispose();
    }

    /// <summary>Ends it when it still runs.</summary>
    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process?.Dispose();
    }

    /// <summary>What went wrong, with the last that the server said.</summary>
    public async Task<ServerFailedException> FailureAsync(string what)
    {
        await KillAsync();
        var lines = File.Exists(_settings.LogFile) ? await File.ReadAllLinesAsync(_settings.LogFile) : [];
        return new($"{what}. What it said is in {_settings.LogFile}. At last:\n{string.Join('\n', lines.TakeLast(LastLines))}");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private ProcessStartInfo StartInfo(DateTimeOffset clock)
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
            "--Clock:Speed=1",
            $"--Clock:Start={clock.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture)}",
            $"--Entrants:PingAtMostEvery={_settings.PingAtMostEvery}",
            "--EntrantHub:MessagesPerSecond=1000",
            "--Logging:LogLevel:Default=Warning",
            $"--PersonalData:KeyFile={_settings.KeyFile}",
            $"--Storage:Path={_settings.DatabaseFile}",
        }.Concat(_settings.Postgres is { } connection
            ? ["--Storage:Kind=Postgres", $"--Storage:ConnectionString={connection}"]
            : ["--Storage:Kind=Sqlite"])
            .Concat(_settings.More))
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["DOTNET_gcServer"] = "0";
        return start;
    }

    private async Task CopyAsync(Process process)
    {
        await using var log = new FileStream(
            _settings.LogFile, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, 4096, FileOptions.Asynchronous);
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
