using Actors.LoadTest.Servers;
using Xunit;

namespace Actors.Testing;

/// <summary>
/// One PostgreSQL server for a whole test run, as a fixture of the assembly. It starts when the first test asks for a
/// database, so that a run without such tests needs none.
/// </summary>
public sealed class PostgresFixture : IAsyncDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private PostgresServer? _server;

    /// <summary>Where the server keeps its files; it must have been asked for a database before.</summary>
    public string DataFolder => Server.DataFolder;

    /// <summary>What the server has logged.</summary>
    public IReadOnlyCollection<string> Log => Server.Log;

    private PostgresServer Server => _server ?? throw new InvalidOperationException("The server was not started.");

    /// <summary>Starts a server on loopback; skips the running test, and says so, where PostgreSQL is not installed.</summary>
    public static Task<PostgresServer> StartServerAsync(CancellationToken cancellationToken = default)
    {
        Assert.SkipUnless(PostgresServer.IsInstalled, "PostgreSQL is not installed.");
        return PostgresServer.StartAsync(hasTcp: true, cancellationToken);
    }

    /// <summary>An empty database on it; skips the running test where PostgreSQL is not installed.</summary>
    public async Task<string> CreateDatabaseAsync(CancellationToken cancellationToken = default)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            _server ??= await StartServerAsync(cancellationToken);
        }
        finally
        {
            _gate.Release();
        }

        return await _server.CreateDatabaseAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        _gate.Dispose();
    }
}
