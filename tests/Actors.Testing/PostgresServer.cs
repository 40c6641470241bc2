using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;
using Xunit;

namespace Actors.Testing;

/// <summary>
/// A PostgreSQL server of the tests' own: Debian's binaries, a temporary folder, loopback, a free port. Durable as in
/// production (fsync stays on), because tests kill it.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private const string BinariesRoot = "/usr/lib/postgresql";
    private const string ServiceUser = "postgres";
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private readonly TempFolder _folder = new();
    private readonly ConcurrentQueue<string> _log = new();
    private readonly string _binaries;
    private Process? _process;
    private int _databases;

    private PostgresServer(string binaries, int port)
    {
        _binaries = binaries;
        Port = port;
    }

    /// <summary>Where it listens on loopback.</summary>
    public int Port { get; }

    /// <summary>Where it keeps its files.</summary>
    public string DataFolder => _folder.File("data");

    /// <summary>What it has logged.</summary>
    public IReadOnlyCollection<string> Log => _log;

    /// <summary>
    /// Makes a cluster and starts it. Skips the running test, and says so, where PostgreSQL is not installed.
    /// </summary>
    public static async Task<PostgresServer> StartAsync(CancellationToken cancellationToken = default)
    {
        var server = new PostgresServer(FindBinaries(), FreePort());
        try
        {
            await server.InitialiseAsync(cancellationToken);
            await server.RunAsync(cancellationToken);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Makes an empty database and gives the connection string to it.</summary>
    public async Task<string> CreateDatabaseAsync(CancellationToken cancellationToken = default)
    {
        var name = $"test_{Interlocked.Increment(ref _databases)}";
        await using var connection = new NpgsqlConnection(ConnectionString("postgres"));
        await connection.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The name is a number of our own.
        command.CommandText = $"CREATE DATABASE {name} ENCODING 'UTF8' TEMPLATE template0";
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(cancellationToken);
        return ConnectionString(name);
    }

    /// <summary>Starts it again on the same folder and port after <see cref="KillAsync"/>.</summary>
    public Task RestartAsync(CancellationToken cancellationToken = default) => RunAsync(cancellationToken);

    /// <summary>
    /// Ends every process of the server at once, as a power cut would; what it had not flushed is lost.
    /// </summary>
    public async Task KillAsync()
    {
        if (_process is { } process)
        {
            // An immediate shutdown of the postmaster: children quit without finishing, the next start replays the log.
            using var stop = Launch("pg_ctl", "stop", "-D", DataFolder, "-m", "immediate", "-w");
            await stop.WaitForExitAsync();
            await process.WaitForExitAsync();
            process.Dispose();
            _process = null;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process?.Dispose();
        _folder.Dispose();
    }

    private static string FindBinaries()
    {
        var newest = Directory.Exists(BinariesRoot)
            ? Directory.EnumerateDirectories(BinariesRoot)
                .Select(folder => Path.Combine(folder, "bin"))
                .Where(folder => File.Exists(Path.Combine(folder, "initdb")))
                .OrderDescending(StringComparer.Ordinal)
                .FirstOrDefault()
            : null;
        Assert.SkipWhen(newest is null, $"PostgreSQL is not installed: there is no initdb under {BinariesRoot}.");
        return newest;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private string ConnectionString(string database) =>
        $"Host=127.0.0.1;Port={Port};Username={ServiceUser};Database={database};Timeout=10;Include Error Detail=true";

    private async Task InitialiseAsync(CancellationToken cancellationToken)
    {
        if (Environment.IsPrivilegedProcess)
        {
            // PostgreSQL refuses to run as root; its own user must be able to write here.
            using var chown = Process.Start("chown", [ServiceUser, _folder.Path]);
            await chown.WaitForExitAsync(cancellationToken);
        }

        using var initdb = Launch(
            "initdb", "-D", DataFolder, "-U", ServiceUser, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync");
        var error = await initdb.StandardError.ReadToEndAsync(cancellationToken);
        await initdb.WaitForExitAsync(cancellationToken);
        if (initdb.ExitCode != 0)
        {
            throw new InvalidOperationException($"initdb failed: {error}");
        }
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        _process = Launch(
            "postgres", "-D", DataFolder, "-p", $"{Port}", "-h", "127.0.0.1", "-k", "", "-c", "max_connections=200");
        // Also so that a full pipe does not stop it.
        _process.OutputDataReceived += (_, line) => _log.Enqueue(line.Data ?? "");
        _process.ErrorDataReceived += (_, line) => _log.Enqueue(line.Data ?? "");
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(StartLimit);
        while (!await AnswersAsync(limit.Token))
        {
            if (_process.HasExited)
            {
                throw new InvalidOperationException($"postgres ended with exit code {_process.ExitCode}.");
            }
        }
    }

    private async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        using var isReady = Launch("pg_isready", "-h", "127.0.0.1", "-p", $"{Port}", "-t", "1");
        await isReady.WaitForExitAsync(cancellationToken);
        return isReady.ExitCode == 0;
    }

    private Process Launch(string program, params string[] arguments)
    {
        var path = Path.Combine(_binaries, program);
        var start = Environment.IsPrivilegedProcess
            ? new ProcessStartInfo(
                "setpriv", ["--reuid", ServiceUser, "--regid", ServiceUser, "--init-groups", path, .. arguments])
            : new ProcessStartInfo(path, arguments);
        start.RedirectStandardError = true;
        start.RedirectStandardOutput = true;
        start.WorkingDirectory = _folder.Path;
        return Process.Start(start) ?? throw new InvalidOperationException($"{program} cannot be started.");
    }
}
