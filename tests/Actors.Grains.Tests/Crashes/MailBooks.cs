using Actors.Domain.Ledger;
using Actors.Grains.Ledger;
using Actors.Storage.Hosting;
using Actors.Storage.Ledger;
using Actors.Storage.States;
using Actors.Testing.Samples;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Grains.Tests.Crashes;

/// <summary>The books of a town of mailboxes whose server has ended, and their audit.</summary>
internal sealed class MailBooks : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private MailBooks(ServiceProvider services) => _services = services;

    public static Task<MailBooks> OpenAsync(string kind, string place)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddActorsStorage(
            kind == "sqlite"
                ? new StorageOptions { Kind = StorageKind.Sqlite, Path = place }
                : new StorageOptions { Kind = StorageKind.Postgres, ConnectionString = place },
            MailboxJson.StoredTypes());
        return Task.FromResult(new MailBooks(services.BuildServiceProvider()));
    }

    /// <summary>Holds every promise against what is stored.</summary>
    public async Task AuditAsync(IReadOnlyCollection<(string Writer, ulong Letter)> acknowledged)
    {
        var records = await ReadLedgerAsync();
        var sent = new List<(string Writer, ulong Letter)>();
        var received = new List<(string From, long Number)>();
        foreach (var box in records.GroupBy(record => record.GrainKey))
        {
            var events = box.Select(record => record.Event).OrderBy(each => each.Sequence).ToList();
            await AuditBoxAsync(box.Key, events);
            sent.AddRange(events.Select(each => each.Body).OfType<MailboxEvent.LetterSent>()
                .Select(letter => (box.Key, letter.Letter)));
            received.AddRange(events.Select(each => each.Body).OfType<MailboxEvent.LetterReceived>()
                .Select(letter => (letter.From, letter.Number)));
        }

        Assert.Equal(sent.Count, sent.Distinct().Count());
        Assert.Empty(acknowledged.Except(sent));
        Assert.Equal(received.Count, received.Distinct().Count());
        Assert.Equal(sent.Count, received.Count);
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    /// <summary>Events without a gap, and a state that is what follows from them.</summary>
    private async Task AuditBoxAsync(string key, List<LedgerEvent> events)
    {
        Assert.Equal(Enumerable.Range(1, events.Count).Select(number => (long)number), events.Select(each => each.Sequence));
        var stored = new GrainState<Ledgered<MailboxState, MailboxEvent, MailboxEffect>>();
        await _services.GetRequiredService<GroupCommitGrainStorage>()
            .ReadStateAsync("mailbox", GrainId.Create("mailbox", key), stored);
        var replayed = events.Aggregate(new MailboxState(), (state, each) => state.Apply((MailboxEvent)each.Body));
        Assert.Equal(events.Count, stored.State!.Sequence);
        Assert.Equal(replayed.Sent, stored.State.Value.Sent);
        Assert.Equal(replayed.Received, stored.State.Value.Received);
        Assert.Equal(replayed.Sent, stored.State.EffectSequence);
        Assert.Empty(stored.State.Pending);
    }

    private async Task<List<LedgerRecord>> ReadLedgerAsync()
    {
        var log = _services.GetRequiredService<LedgerLog>();
        var records = new List<LedgerRecord>();
        IReadOnlyList<LedgerRecord> page;
        do
        {
            page = await log.ReadAsync(records.Count == 0 ? default : records[^1].Position, 1_000);
            records.AddRange(page);
        }
        while (page.Count > 0);
        return records;
    }
}
