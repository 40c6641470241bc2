using System.Globalization;
using Actors.Domain.Entrants.Prompts;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Outbox;
using Actors.Domain.Protection;
using Actors.Storage.Databases;
using Actors.Storage.Outbox;
using Actors.Testing;
using Actors.Testing.Databases;

namespace Actors.Storage.Tests.Outbox;

/// <summary>What the outbox promises, on every store.</summary>
public abstract class OutboxTableTests(IDatabaseSource source) : IAsyncLifetime
{
    private static readonly EntrantId Ann = new(new RecordId(new Guid(1, 0, 0, new byte[8])));
    private static readonly EntrantId Bob = new(new RecordId(new Guid(2, 0, 0, new byte[8])));
    private readonly TestTimeProvider _wall = new();
    private Database _database = null!;
    private OutboxTable _outbox = null!;
    private ContactTable _contacts = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private DateTimeOffset Now => _wall.GetUtcNow();

    public async ValueTask InitializeAsync()
    {
        _database = await source.CreateMigratedAsync();
        (_outbox, _contacts) = (new(_database, _wall), new(_database));
        await _contacts.PutAsync(Contact(Ann, Channel.Push, 1), Now, Cancelled);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_database is not null)
        {
            await _database.DisposeAsync();
        }

        await source.DisposeAsync();
    }

    [Fact]
    public async Task A_message_is_added_once_and_only_for_a_person_with_a_contact()
    {
        Assert.Equal(1, await _outbox.AddAsync([Prompt("a"), Prompt("b", Bob)], Cancelled));
        Assert.Equal(0, await _outbox.AddAsync([Prompt("a"), Prompt("b", Bob)], Cancelled));
        var text = Prompt("c") with
        {
            Person = null,
            About = null,
            Kind = MessageKind.Text,
            Content = new(Bob.Record, Sealed.FromBytes([1, 2, 3])),
        };
        Assert.Equal(1, await _outbox.AddAsync([text], Cancelled));

        var claimed = await ClaimAsync();

        Assert.Equal(2, claimed.Count);
        var prompt = claimed.Single(one => one.Message.Id == MessageId.Of("a"));
        Assert.Equal(
            (Ann, Ann, 7, MessageState.Waiting, null, 1, Now.AddHours(1)),
            (prompt.Message.Person, prompt.Message.About, prompt.Message.Subject, prompt.State, prompt.Channel, prompt.Tries,
                prompt.Message.ExpiresAt));
        Assert.Equal(Contact(Ann, Channel.Push, 1), Assert.Single(prompt.Contacts));
        Assert.Equal(text.Content, claimed.Single(one => one.Message.Kind == MessageKind.Text).Message.Content);
    }

    [Fact]
    public async Task A_claim_keeps_others_away_until_it_lapses_and_then_does_not_count()
    {
        await _outbox.AddAsync([Prompt("a")], Cancelled);
        var first = Assert.Single(await ClaimAsync());
        Assert.Empty(await ClaimAsync());
        _wall.Advance(TimeSpan.FromMinutes(1));
        var second = Assert.Single(await ClaimAsync());
        Assert.Equal((2, true), (second.Tries, second.Claim != first.Claim));

        await _outbox.CompleteAsync([Accepted(first)], Cancelled);
        Assert.Equal(MessageState.Waiting, (await _outbox.FindAsync(first.Message.Id, Cancelled))!.State);
        await _outbox.CompleteAsync([Accepted(second) with { Reference = "gw-1" }], Cancelled);
        Assert.Equal(
            (MessageState.Accepted, Channel.Push),
            ((await _outbox.FindAsync("gw-1", Cancelled))!.State, (await _outbox.FindAsync("gw-1", Cancelled))!.Channel));
        _wall.Advance(TimeSpan.FromHours(1));
        Assert.Empty(await ClaimAsync());
    }

    [Fact]
    public async Task Servers_that_claim_at_the_same_time_share_the_messages()
    {
        await _outbox.AddAsync([.. Enumerable.Range(0, 200).Select(number => Prompt($"{number}"))], Cancelled);
        var other = new OutboxTable(source.Reopen(_database), _wall);
        var claims = await Task.WhenAll(Enumerable.Range(0, 20).Select(turn =>
            Task.Run(() => (turn % 2 == 0 ? _outbox : other).ClaimAsync(
                Lane.Reminders, 10, Now, Now.AddMinutes(1), Cancelled))));
        var ids = claims.SelectMany(claim => claim).Select(one => one.Message.Id).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
        while (await ClaimAsync() is { Count: > 0 } rest)
        {
            ids.AddRange(rest.Select(one => one.Message.Id));
        }

        Assert.Equal(200, ids.Distinct().Count());
        Assert.Equal(200, ids.Count);
    }

    [Fact]
    public async Task Lanes_are_apart_and_what_is_due_first_goes_first()
    {
        await _outbox.AddAsync(
            [
                Prompt("late") with { DueAt = Now.AddSeconds(-1) }, Prompt("early") with { DueAt = Now.AddSeconds(-2) },
                Prompt("later") with { DueAt = Now.AddSeconds(1) }, Prompt("call") with { Lane = Lane.Calls },
            ],
            Cancelled);
        Assert.Equal(MessageId.Of("early"), Assert.Single(await ClaimAsync(limit: 1)).Message.Id);
        Assert.Equal(MessageId.Of("late"), Assert.Single(await ClaimAsync()).Message.Id);
        Assert.Equal(
            MessageId.Of("call"),
            Assert.Single(await _outbox.ClaimAsync(Lane.Calls, 10, Now, Now.AddMinutes(1), Cancelled)).Message.Id);
    }

    [Fact]
    public async Task A_proof_ends_a_message_also_when_it_comes_before_the_answer_of_the_provider()
    {
        await _outbox.AddAsync([Prompt("a")], Cancelled);
        await _contacts.CountFailureAsync(Ann, Channel.Push, Cancelled);
        var claimed = Assert.Single(await ClaimAsync());
        var message = (await _outbox.FindAsync(claimed.Message.Id, Cancelled))! with { Channel = Channel.Push };
        await _outbox.ProveAsync(message, Now, Cancelled);
        await _outbox.CompleteAsync([Accepted(claimed) with { DueAt = Now }], Cancelled);
        Assert.Equal(MessageState.Proved, (await _outbox.FindAsync(claimed.Message.Id, Cancelled))!.State);
        Assert.Empty(await ClaimAsync());
        Assert.Equal(0, Assert.Single(await _contacts.ReadAsync(Ann, Cancelled)).Failures);
    }

    [Fact]
    public async Task What_a_provider_could_not_deliver_is_due_at_once_and_counts_against_the_address()
    {
        await _contacts.PutAsync(Contact(Ann, Channel.Sms, 2), Now, Cancelled);
        await _outbox.AddAsync([Prompt("a")], Cancelled);
        await _outbox.CompleteAsync(
            [Accepted(Assert.Single(await ClaimAsync())) with { Channel = Channel.Sms }], Cancelled);
        for (var time = 0; time < Domain.Outbox.Contact.MarkedAfter; time++)
        {
            await _outbox.RejectAsync((await _outbox.FindAsync(MessageId.Of("a"), Cancelled))!, Now, Cancelled);
        }

        var again = Assert.Single(await ClaimAsync());
        Assert.Equal((MessageState.Waiting, Channel.Sms), (again.State, again.Channel));
        Assert.True(again.Contacts.Single(contact => contact.Channel == Channel.Sms).IsMarked);
        Assert.Equal(1, (await _contacts.CountMarkedAsync(Cancelled))[Channel.Sms]);
        await _contacts.PutAsync(Contact(Ann, Channel.Sms, 3), Now, Cancelled);
        Assert.Empty(await _contacts.CountMarkedAsync(Cancelled));
    }

    [Fact]
    public async Task A_subscription_that_was_renewed_meanwhile_is_not_removed()
    {
        var first = Contact(Ann, Channel.Push, 1);
        await _contacts.PutAsync(Contact(Ann, Channel.Push, 2), Now, Cancelled);
        await _contacts.RemoveAsync(Ann, Channel.Push, first.Address, Cancelled);
        Assert.Equal(Contact(Ann, Channel.Push, 2), Assert.Single(await _contacts.ReadAsync(Ann, Cancelled)));
        await _contacts.RemoveAsync(Ann, Channel.Push, null, Cancelled);
        Assert.Empty(await _contacts.ReadAsync(Ann, Cancelled));
    }

    [Fact]
    public async Task What_waits_is_counted_and_what_is_done_loses_its_content_and_then_its_row()
    {
        var text = new SealedContent(Bob.Record, Sealed.FromBytes([1, 2, 3]));
        await _outbox.AddAsync(
            [Prompt("a"), Prompt("b") with { Person = null, About = null, Kind = MessageKind.Text, Content = text }], Cancelled);
        var waiting = Assert.Single(await _outbox.CountWaitingAsync(Cancelled));
        Assert.Equal((Lane.Reminders, null, 2L, Now), (waiting.Lane, waiting.Channel, waiting.Count, waiting.OldestAt));

        await _outbox.CompleteAsync([.. (await ClaimAsync()).Select(Accepted)], Cancelled);

        Assert.Empty(await _outbox.CountWaitingAsync(Cancelled));
        Assert.Equal(
            0L, Convert.ToInt64(
                await _database.ExecuteAsync("SELECT count(*) FROM outbox WHERE content IS NOT NULL"),
                CultureInfo.InvariantCulture));
        Assert.Equal(0, await _outbox.DeleteExpiredAsync(Now, 10, Cancelled));
        Assert.Equal(2, await _outbox.DeleteExpiredAsync(Now.AddHours(1), 10, Cancelled));
    }

    private static Contact Contact(EntrantId person, Channel channel, byte address) =>
        new(person, channel, new(person.Record, Sealed.FromBytes([address])), "ja");

    private OutboxMessage Prompt(string cause, EntrantId? person = null) => new(
        MessageId.Of(cause), Lane.Reminders, MessageKind.Prompt, person ?? Ann, person ?? Ann, 7, Now, Now.AddHours(1));

    private MessageResult Accepted(ClaimedMessage claimed) =>
        new(claimed.Message.Id, claimed.Claim, MessageState.Accepted, Channel.Push, null, Now);

    private Task<IReadOnlyList<ClaimedMessage>> ClaimAsync(int limit = 100) =>
        _outbox.ClaimAsync(Lane.Reminders, limit, Now, Now.AddMinutes(1), Cancelled);

    public sealed class OnSqlite() : OutboxTableTests(new SqliteSource());

    public sealed class OnPostgres(PostgresFixture fixture) : OutboxTableTests(new PostgresSource(fixture));
}
