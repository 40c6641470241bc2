using Actors.LoadTest.Commands;
using Actors.LoadTest.Ledgers;
using Actors.LoadTest.Output;
using Actors.LoadTest.Runs;
using Actors.Testing;

namespace Actors.LoadTest.Tests.Runs;

/// <summary>A run of twelve people over two days on a real server, shared by all tests.</summary>
public sealed class LifeFixture : IAsyncLifetime
{
    private readonly TempFolder _folder = new();

    internal LifeOptions Options { get; } = new() { Entrants = 12, Days = 2, Seed = 7, Faults = 0.05, Kills = 1, PushOnly = 0.5 };

    internal LifeRecord Record { get; private set; } = null!;

    internal LedgerDatabase Ledger { get; private set; } = null!;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        var settings = LifeProgram.Settings(_folder.Path, StorageChoice.Sqlite, servers: 1);
        Ledger = LedgerDatabase.Sqlite(settings.DatabaseFile);
        await using var display = new PlainDisplay(TextWriter.Null, TimeProvider.System);
        Record = await LifeProgram.LiveAsync(
            Options, settings, display, halfway: null, TestContext.Current.CancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
