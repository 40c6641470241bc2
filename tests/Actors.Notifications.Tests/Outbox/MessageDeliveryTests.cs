using Actors.Domain.Outbox;
using Contact = Actors.Domain.Entrants.Prompts.Channel;

namespace Actors.Notifications.Tests.Outbox;

public sealed class MessageDeliveryTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_message_goes_out_once_in_the_language_of_the_person()
    {
        await using var test = await OutboxUnderTest.StartAsync(Contact.Push, Contact.Sms);
        var id = await test.AskAsync("a");
        await test.AskAsync("a");
        await test.WaitAsync(id, MessageState.Accepted);
        var sent = await test.Push.Sent.Reader.ReadAsync(Cancelled);
        Assert.Equal((id, "address of Push", "vi"), (sent.Id, sent.Address, sent.Language.Tag));
        Assert.Equal("Quý vị có ổn không?", sent.Text.Title);
        Assert.Null(sent.Text.Short);
        Assert.False(test.Push.Sent.Reader.TryRead(out _));
    }

    [Fact]
    public async Task Without_a_proof_in_time_it_goes_by_the_next_channel_and_then_no_further()
    {
        await using var test = await OutboxUnderTest.StartAsync(Contact.Push, Contact.Sms);
        var id = await test.AskAsync("a");
        await test.WaitAsync(id, MessageState.Accepted);
        var sms = test.Sms.Sent.Reader.ReadAsync(Cancelled).AsTask();
        while (!sms.IsCompleted)
        {
            await test.GoOnAsync(TimeSpan.FromSeconds(1));
        }

        Assert.Equal((id, "address of Sms"), ((await sms).Id, (await sms).Address));
        Assert.Contains("https://app.example.org", (await sms).Text.Short, StringComparison.Ordinal);
        Assert.InRange(test.Wall.GetUtcNow(), new DateTimeOffset(2026, 3, 2, 0, 3, 0, TimeSpan.Zero), DateTimeOffset.MaxValue);
        Assert.Equal(1, test.Push.Sent.Reader.Count);
    }

    [Fact]
    public async Task A_subscription_that_is_gone_is_removed_and_the_next_channel_is_used_at_once()
    {
        await using var test = await OutboxUnderTest.StartAsync(Contact.Push, Contact.Sms);
        test.Push.Answer = () => new(SendVerdict.AddressGone, "http-410");
        var id = await test.AskAsync("a");
        Assert.Equal(Contact.Sms, (await test.WaitAsync(id, MessageState.Accepted)).Channel);
        Assert.Equal(Contact.Sms, Assert.Single(await test.Contacts.ReadAsync(test.Person, Cancelled)).Channel);
    }

    [Fact]
    public async Task A_provider_that_fails_for_a_time_gets_it_later()
    {
        await using var test = await OutboxUnderTest.StartAsync(Contact.Push);
        var attempts = 0;
        test.Push.Answer = () => ++attempts < 4 ? SendOutcome.Network : new(SendVerdict.Accepted, "ok");
        var id = await test.AskAsync("a");
        await test.WaitAsync(id, MessageState.Accepted, step: TimeSpan.FromMilliseconds(500));
        Assert.Equal(4, attempts);
        Assert.InRange(test.Wall.GetUtcNow(), new DateTimeOffset(2026, 3, 2, 0, 0, 7, TimeSpan.Zero), DateTimeOffset.MaxValue);
    }

    [Fact]
    public async Task What_no_channel_carries_fails_and_what_is_too_late_is_dropped()
    {
        await using var test = await OutboxUnderTest.StartAsync(Contact.Push);
        test.Push.Answer = () => new(SendVerdict.Refused, "http-400");
        await test.WaitAsync(await test.AskAsync("a"), MessageState.Failed);
        Assert.Equal(1, Assert.Single(await test.Contacts.ReadAsync(test.Person, Cancelled)).Failures);
        test.Push.Answer = () => SendOutcome.Network;
        await test.WaitAsync(await test.AskAsync("b"), MessageState.Dropped, step: TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task A_marked_number_is_left_alone()
    {
        await using var test = await OutboxUnderTest.StartAsync(Contact.Sms);
        test.Sms.Answer = () => new(SendVerdict.Refused, "http-400");
        for (var time = 0; time < Domain.Outbox.Contact.MarkedAfter + 1; time++)
        {
            await test.WaitAsync(await test.AskAsync($"{time}"), MessageState.Failed);
        }

        Assert.Equal(Domain.Outbox.Contact.MarkedAfter, test.Sms.Sent.Reader.Count);
    }

    [Fact]
    public async Task A_text_goes_to_its_own_address_and_is_not_in_the_clear_in_the_file()
    {
        await using var test = await OutboxUnderTest.StartAsync();
        var id = MessageId.Of("code");
        await test.Messenger.SendTextAsync(
            id, Lane.Calls, test.Record, new(Contact.Sms, "+819012345678", "ja", "", "Code 12345678"), TimeSpan.FromMinutes(10));
        await test.WaitAsync(id, MessageState.Accepted);
        var sent = await test.Sms.Sent.Reader.ReadAsync(Cancelled);
        Assert.Equal(("+819012345678", "Code 12345678"), (sent.Address, sent.Text.Body));
        Assert.DoesNotContain("12345678", sent.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("12345678", sent.Text.ToString(), StringComparison.Ordinal);
    }

    /// <summary>Another server may have claimed it by the time at which it would be on its way.</summary>
    [Fact]
    public async Task A_message_whose_turn_comes_too_late_for_its_claim_waits_for_the_next_one()
    {
        await using var test = await OutboxUnderTest.StartAsync(Contact.Push);
        test.Push.Close();
        var ids = new List<MessageId>();
        for (var number = 0; number < 6; number++)
        {
            ids.Add(await test.AskAsync($"{number}"));
        }

        while (test.Push.Sent.Reader.Count < 4) // As many as are sent at once.
        {
            await test.GoOnAsync(TimeSpan.Zero);
        }

        test.Wall.Advance(TimeSpan.FromSeconds(31));
        test.Push.Open();
        foreach (var id in ids.Take(4))
        {
            await test.WaitAsync(id, MessageState.Accepted);
        }

        test.Wall.Advance(TimeSpan.FromSeconds(30));
        foreach (var id in ids.Skip(4))
        {
            await test.WaitAsync(id, MessageState.Accepted);
        }

        var sent = new List<OutgoingMessage>();
        while (test.Push.Sent.Reader.TryRead(out var message))
        {
            sent.Add(message);
        }

        Assert.Equal(ids.ToHashSet(), sent.Select(message => message.Id).ToHashSet());
        Assert.Equal(
            [0, 0, 0, 0, 61, 61], sent.Select(message => (int)(TimeSpan.FromHours(1) - message.Validity).TotalSeconds));
    }

    [Fact]
    public async Task A_flood_in_one_lane_delays_no_other()
    {
        await using var test = await OutboxUnderTest.StartAsync(Contact.Push);
        test.Push.Close();
        for (var number = 0; number < 20; number++)
        {
            await test.AskAsync($"{number}");
        }

        var call = await test.AskAsync("call", Lane.Calls);
        await test.WaitAsync(call, MessageState.Accepted);
        Assert.InRange(test.Push.Sent.Reader.Count, 1, 5); // Four on their way, and the call.
    }

    [Fact]
    public async Task A_server_that_stops_ends_what_it_has_begun()
    {
        await using var test = await OutboxUnderTest.StartAsync(Contact.Push);
        test.Push.Close();
        var id = await test.AskAsync("a");
        await test.Push.Sent.Reader.ReadAsync(Cancelled);
        var stopping = test.StopAsync();
        Assert.False(stopping.IsCompleted);
        test.Push.Open();
        await stopping;
        Assert.Equal(MessageState.Accepted, (await test.Outbox.FindAsync(id, Cancelled))!.State);
    }
}
