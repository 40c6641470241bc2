using Actors.Client;
using Actors.Domain.Entrants;
using Actors.Grains.Scheduling;
using Actors.Protocol.Messages;
using Actors.Storage.Ledger;
using Actors.Storage.ReadModels.Entrants;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Server.Tests.Phones;

/// <summary>A person sees what was recorded, through the phone (SPEC Q10).</summary>
public sealed class TimelineTranslationTests
{
    private static readonly DateTimeOffset Now = new(2021, 4, 5, 9, 0, 0, TimeSpan.FromHours(9));

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pages_go_back_to_the_beginning_and_never_tell_what_is_planned()
    {
        await using var server = ListeningServer.Start(("EntrantHub:MessageBurst", "1000"));
        var guest = Assert.Single(await server.EnrolAsync());
        var listener = new Prompted();
        await using var client = new EntrantClient(guest.Token, server.ClientOptions with { Language = "ja" }, listener);
        await client.StartAsync(Cancelled);
        await Task.WhenAll(Enumerable.Range(0, Server.Phones.Timelines.TimelinePage.Size + 10)
            .Select(_ => client.CheckInAsync(new(35.68, 139.77, 12, Now), Now, cancellationToken: Cancelled)));
        server.Services.GetRequiredService<ProgrammeClock>().SkipTo(Now.AddHours(2).AddSeconds(1));
        await listener.First.Task.WaitAsync(Cancelled);

        var newest = await client.GetTimelineAsync(cancellationToken: Cancelled);
        Assert.Equal((guest.Person, Server.Phones.Timelines.TimelinePage.Size), (newest.Person, newest.Entries.Count));
        var told = newest.Entries.ToList();
        var next = newest.Next;
        while (next is not null)
        {
            var page = await client.GetTimelineAsync(next, cancellationToken: Cancelled);
            told.AddRange(page.Entries);
            next = page.Next;
        }

        var recorded = await RecordedAsync(server, guest.Person);
        Assert.Contains(recorded, facts => facts is { Code: "day-planned", IsShown: false });
        var shown = recorded.Where(facts => facts.IsShown).Select(facts => facts.Code).Reverse().ToList();
        Assert.Equal(shown[^told.Count..], told.Select(entry => entry.Code));
        Assert.Equal("stay-started", told[^1].Code);
        Assert.Contains(
            told, entry => entry is { Code: "checked-in", Text: "待機場所が登録されました。", Fate: null, Excuse: null });
        Assert.Contains(told, entry => entry is { Code: "prompt-issued", Fate: PromptOutcome.Open });
    }

    [Fact]
    public async Task Companions_are_told_of_by_the_same_phone()
    {
        await using var server = ListeningServer.Start();
        var guest = Assert.Single(await server.EnrolAsync(companionsEach: 1));
        await using var client = new EntrantClient(guest.Token, server.ClientOptions, new Silent());
        await client.StartAsync(Cancelled);
        var own = await client.GetTimelineAsync(cancellationToken: Cancelled);
        var companion = await client.GetTimelineAsync(person: guest.Companions[0], cancellationToken: Cancelled);
        Assert.Contains(own.Entries, entry => entry.Code == "companion-added");
        Assert.Equal(guest.Companions[0], companion.Person);
        Assert.Equal("Your stay was registered.", companion.Entries[^1].Text);
        Assert.DoesNotContain(companion.Entries, entry => entry.Code == "companion-added");
    }

    [Fact]
    public async Task Strangers_are_not_told_of()
    {
        await using var server = ListeningServer.Start();
        var guests = await server.EnrolAsync(count: 2);
        await using var client = new EntrantClient(guests[0].Token, server.ClientOptions, new Silent());
        await client.StartAsync(Cancelled);
        var stranger = await Assert.ThrowsAsync<RefusedException>(
            () => client.GetTimelineAsync(person: guests[1].Person, cancellationToken: Cancelled));
        Assert.Equal((ErrorCode.NotYourPerson, "person"), (stranger.Error.Code, stranger.Error.Field));
        var nowhere = await Assert.ThrowsAsync<RefusedException>(() => client.GetTimelineAsync(0, cancellationToken: Cancelled));
        Assert.Equal((ErrorCode.ValueOutOfRange, "before"), (nowhere.Error.Code, nowhere.Error.Field));
    }

    private static async Task<List<EventFacts>> RecordedAsync(ListeningServer server, string person)
    {
        var records = await server.Services.GetRequiredService<LedgerLog>()
            .ReadGrainAsync(GrainId.Create("entrant", person), 0, 1_000, Cancelled);
        return [.. records.Select(record => EventFacts.Of((EntrantEvent)record.Event.Body))];
    }

    private sealed class Prompted : PhoneListener
    {
        public TaskCompletionSource First { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override Task OnPromptAsync(EntrantClient client, PromptMessage message)
        {
            First.TrySetResult();
            return Task.CompletedTask;
        }
    }

    private sealed class Silent : PhoneListener;
}
