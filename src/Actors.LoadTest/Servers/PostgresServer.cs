using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Actors.LoadTest.Servers;

/// <summary>
/// A PostgreSQL server for trials and tests: Debian's binaries, a temporary folder, a free port. Durable as in production
/// (fsync stays on). It ends with this process, also when this process is killed.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private const string BinariesRoot = "/usr/lib/postgresql";
    private const string ServiceUser = "postgres";

    /// <summary>Room for nine servers of a cluster.</summary>
    private const int MaxConnections = 600;

    /// <summary>
    /// Runs PostgreSQL and stops it when standard input ends: the input is a pipe that the system closes with this process.
    /// </summary>
    private const string StopWithParent = """
        exec 3<&0
        "$@" </dev/null 3<&- &
        server=$!
        { read -r _ <&3; kill -INT "$server"; } >/dev/null 2>&1 &
        watch=$!
        exec 3<&-
        wait "$server"
        code=$?
        kill "$watch"
        exit "$code"
        """;

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StartCheck = TimeSpan.FromMilliseconds(30);
    private readonly string _folder = Directory.CreateTempSubdirectory("actors-postgres-").FullName;
    private readonly ConcurrentQueue<string> _log = new();
    private readonly string _binaries;
    private readonly bool _hasTcp;
    private Process? _process;
    private int _databases;

    private PostgresServer(string binaries, bool hasTcp)
    {
        _binaries = binaries;
        _hasTcp = hasTcp;
        Port = ChildServer.FreePort();
    }

    /// <summary>Whether PostgreSQL is installed where Debian installs it.</summary>
    public static bool IsInstalled => FindBinaries() is not null;

    /// <summary>Its port on loopback. Without TCP the port is only part of the name of its socket.</summary>
    public int Port { get; }

    /// <summary>The host in connection strings: loopback, or the folder of its socket.</summary>
    public string Host => _hasTcp ? "127.0.0.1" : _folder;

    /// <summary>The folder of its files.</summary>
    public string DataFolder => Path.Combine(_folder, "data");

    /// <summary>Whether the files stay when it is disposed.</summary>
    public bool KeepsFiles { get; set; }

    /// <summary>The lines that it has logged.</summary>
    public IReadOnlyCollection<string> Log => _log;

    /// <summary>Initialises a folder and starts a server on it.</summary>
    /// <param name="hasTcp">
    /// Listens on loopback, where any user of the machine may connect; otherwise on a socket in a folder of this user.
    /// </param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="PostgresFailedException">PostgreSQL is not installed, or does not start.</exception>
    public static async Task<PostgresServer> StartAsync(bool hasTcp = false, CancellationToken cancellationToken = default)
    {
        var binaries = FindBinaries() ?? throw new PostgresFailedException(
            $"PostgreSQL is not installed: there is no initdb under {BinariesRoot}.");
        var server = new PostgresServer(binaries, hasTcp);
        try
        {
            await server.InitialiseAsync(cancellationToken);
            await server.ListenAsync(cancellationToken);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Creates an empty database and returns the connection string to it.</summary>
    public async Task<string> CreateDatabaseAsync(CancellationToken cancellationToken = default)
    {
        var name = $"actors_{Interlocked.Increment(ref _databases)}";
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
    public Task RestartAsync(CancellationToken cancellationToken = default) => ListenAsync(cancellationToken);

    /// <summary>
    /// Ends every process of the server at once, like a power cut. What it had not flushed is lost.
    /// </summary>
    public async Task KillAsync()
    {
        if (_process is { } process)
        {
            // An immediate shutdown of the postmaster: children quit without finishing, the next start replays the log.
            using var stop = Launch("pg_ctl", "stop", "-D", DataFolder, "-m", "immediate", "-w");
            await stop.WaitForExitAsync();
            process.StandardInput.Close();
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
        if (!KeepsFiles)
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private static string? FindBinaries() => Directory.Exists(BinariesRoot)
        ? Directory.EnumerateDirectories(BinariesRoot)
            .Select(folder => Path.Combine(folder, "bin"))
            .Where(folder => File.Exists(Path.Combine(folder, "initdb")))
            .OrderDescending(StringComparer.Ordinal)
            .FirstOrDefault()
        : null;

    private string ConnectionString(string database) => string.Create(
        CultureInfo.InvariantCulture,
        $"Host={Host};Port={Port};Username={ServiceUser};Database={database};Timeout=10;Include Error Detail=true");

    private async Task InitialiseAsync(CancellationToken cancellationToken)
    {
        if (Environment.IsPrivilegedProcess)
        {
            // PostgreSQL refuses to run as root; its own user must be able to write here.
            using var chown = Process.Start("chown", [ServiceUser, _folder]);
            await chown.WaitForExitAsync(cancellationToken);
        }

        using var initdb = Launch(
            "initdb", "-D", DataFolder, "-U", ServiceUser, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync");
        var error = await initdb.StandardError.ReadToEndAsync(cancellationToken);
        await initdb.WaitForExitAsync(cancellationToken);
        if (initdb.ExitCode != 0)
        {
            throw new PostgresFailedException($"initdb failed: {error}");
        }
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        var port = Port.ToString(CultureInfo.InvariantCulture);
        _process = Run(
            "/bin/sh", "-c", StopWithParent, "sh", Path.Combine(_binaries, "postgres"), "-D", DataFolder, "-p", port,
            "-h", _hasTcp ? Host : "", "-k", _hasTcp ? "" : _folder, "-c", $"max_connections={MaxConnections}");
        // Also so that a full pipe does not stop it.
        _process.OutputDataReceived += (_, line) => _log.Enqueue(line.Data ?? "");
        _process.ErrorDataReceived += (_, line) => _log.Enqueue(line.Data ?? "");
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();

        using var limit = new CancellationTokenSource(StartLimit, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        while (!await AnswersAsync(port, either.Token))
        {
            if (_process.HasExited)
            {
                throw new PostgresFailedException(
                    $"postgres ended with exit code {_process.ExitCode}: {string.Join('\n', _log)}");
            }

            await Task.Delay(StartCheck, TimeProvider.System, either.Token);
        }
    }

    private async Task<bool> AnswersAsync(string port, CancellationToken cancellationToken)
    {
        using var isReady = Launch("pg_isready", "-h", Host, "-p", port, "-t", "1");
        await isReady.WaitForExitAsync(cancellationToken);
        return isReady.ExitCode == 0;
    }

    private Process Launch(string program, params string[] arguments) =>
        Run(Path.Combine(_binaries, program), arguments);

    /// <summary>Starts a program in a session of its own, so that Ctrl+C in a terminal does not reach it.</summary>
    private Process Run(string program, params string[] arguments)
    {
        string[] asServiceUser = Environment.IsPrivilegedProcess
            ? ["setpriv", "--reuid", ServiceUser, "--regid", ServiceUser, "--init-groups"]
            : [];
        var start = new ProcessStartInfo("setsid", [.. asServiceUser, program, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            WorkingDirectory = _folder,
        };
        return Process.Start(start) ?? throw new PostgresFailedException($"{program} cannot be started.");
    }
}

/// <summary>PostgreSQL is not installed, or does not start.</summary>
public sealed class PostgresFailedException(string message) : Exception(message);
