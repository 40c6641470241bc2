using Actors.Client;
using Actors.Domain.Entrants.Stays;
using Actors.Grains.Calls;
using Actors.Protocol.Messages;
using Actors.Server.Tests.Phones;
using Actors.Testing.Entrants;
using Actors.Testing.Markers;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Actors.Server.Tests.Calls;

/// <summary>Calls through the whole server: real sockets, real media, the real model.</summary>
public sealed class CallTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Person_who_does_what_is_asked_is_seen()
    {
        using var log = new CapturedLog();
        await using var server = ListeningServer.Start(
            services => services.AddSingleton<ILoggerProvider>(log),
            ("Logging:LogLevel:Actors.Server.Calls", "Information"));
        var guest = Assert.Single(await server.EnrolAsync());
        await using var phone = await CallingPhone.ArriveAsync(server, guest.Token);
        var ringing = await phone.RingAsync();
        Assert.Equal(45, ringing.NextSeconds!.Value, 1.0);
        Assert.Equal("Call from the Health Monitoring Center", ringing.Title);
        await using var peer = await phone.AnswerAsync(ringing.Number, "passing");
        Assert.Equal(ReceiptCode.LocationReceived, (await phone.SayPlaceAsync(ringing.Number, CallingPhone.Here)).Code);

        var ended = await phone.WaitAsync(CallStage.Ended);
        Assert.Equal(CallOutcome.Passed, ended.Outcome);
        Assert.Equal("Thank you. The check is complete.", ended.Text);
        Assert.Equal(0, peer.Statistics.MediaReceived);
        var said = phone.TakeFeedback();
        Assert.Contains(said, feedback => feedback.Code is "turn-left" or "turn-right");
        Assert.Contains(said, feedback => feedback.Face is { Width: > 0.1 and < 1 });
        Assert.Equal(1, said[^1].Progress);
        Assert.Equal("done", said[^1].Code);
        Assert.Contains((await phone.Client.GetTimelineAsync(cancellationToken: Cancelled)).Entries, entry =>
            entry.Code == "call-passed");
        Assert.Equal(2, CountStills(server));

        // One line a call, with what an operator needs and nothing about the person.
        var line = Assert.Single(log.Lines, line => line.StartsWith("Information Call ", StringComparison.Ordinal));
        Assert.Matches(
            $"^Information Call 1 of {guest.Person} ended: Passed\\. "
            + @"Checks: Framing > Turning > Returning: Passed \(none\)\. "
            + @"Media: ClosedHere after \d+\.\d s, connected in \d+ ms, candidate Host, path changes 0\. "
            + @"Pictures of 640x480: analysed \d\d+, skipped \d+, unreadable 0, of a wrong shape 0, "
            + @"too early \d+, incomplete 0; packets lost 0\. $",
            line);
    }

    [Fact]
    public async Task Where_no_desk_is_open_that_is_said_at_once_and_the_call_back_comes_when_it_was_promised()
    {
        await using var server = ListeningServer.Start();
        var guest = Assert.Single(await server.EnrolAsync());
        await using var phone = await CallingPhone.ArriveAsync(server, guest.Token);
        var ringing = await phone.RingAsync();
        await phone.Client.AskForPersonAsync(ringing.Number, Cancelled);
        var queued = await phone.WaitAsync(CallStage.Queued);
        Assert.Null(queued.Queue);
        Assert.InRange(queued.NextSeconds!.Value, 1, 30); // What is left of half a minute.
        Assert.Contains("None of our staff are at their desks", queued.Text, StringComparison.Ordinal);

        await phone.Client.DeclineCallAsync(ringing.Number, Cancelled);
        var ended = await phone.WaitAsync(CallStage.Ended);
        Assert.Equal(CallOutcome.CallBack, ended.Outcome);
        Assert.Equal(queued.CallBackAt, ended.Next);
        Assert.DoesNotContain("busy", ended.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Family_is_seen_one_after_another_each_with_stills_of_their_own()
    {
        await using var server = ListeningServer.Start();
        var guest = Assert.Single(await server.EnrolAsync(companionsEach: 1));
        await using var phone = await CallingPhone.ArriveAsync(server, guest.Token);
        var ringing = await phone.RingAsync();
        Assert.Equal([guest.Person, guest.Companions[0]], ringing.Persons.Select(person => person.Person));
        await using var peer = await phone.AnswerAsync(ringing.Number, "passing");
        await phone.SayPlaceAsync(ringing.Number, CallingPhone.Here);
        var second = await phone.WaitAsync(call => call.Persons is [{ Face: FaceOutcome.Passed }, { Face: null }]);
        Assert.Equal(CallStage.Checking, second.Stage);
        var ended = await phone.WaitAsync(CallStage.Ended);
        Assert.Equal(CallOutcome.Passed, ended.Outcome);
        Assert.All(ended.Persons, person => Assert.Equal(FaceOutcome.Passed, person.Face));
        foreach (var person in new[] { null, guest.Companions[0] })
        {
            var timeline = await phone.Client.GetTimelineAsync(person: person, cancellationToken: Cancelled);
            Assert.Contains(timeline.Entries, entry => entry.Code == "call-passed");
        }

        Assert.Equal([guest.Person, guest.Companions[0]], phone.TakeFeedback().Select(feedback => feedback.Person).Distinct());
        Assert.Equal(4, CountStills(server));
    }

    [Fact]
    public async Task A_family_member_who_was_not_seen_is_checked_again_when_the_phone_answers_again()
    {
        await using var server = ListeningServer.Start();
        var guest = Assert.Single(await server.EnrolAsync(companionsEach: 1));
        await using var phone = await CallingPhone.ArriveAsync(server, guest.Token);
        var ringing = await phone.RingAsync();
        await using (var peer = await phone.AnswerAsync(ringing.Number, "no-face"))
        {
            var person = EntrantId.Parse(guest.Person);
            var call = server.Services.GetRequiredService<IGrainFactory>().GetGrain<ICallGrain>(guest.Person);
            var judged = await call.ReportFaceResultAsync(
                ringing.Number, person, new(Domain.Calls.FaceOutcome.Failed, "no-face"));
            Assert.NotEqual(person, judged!.NextPerson);
            peer.Vanish();
        }

        phone.TakeFeedback();
        await using var again = await phone.AnswerAsync(ringing.Number, "passing");
        await phone.SayPlaceAsync(ringing.Number, CallingPhone.Here);
        var ended = await phone.WaitAsync(CallStage.Ended);
        Assert.Equal(CallOutcome.Passed, ended.Outcome);
        Assert.All(ended.Persons, check => Assert.Equal(FaceOutcome.Passed, check.Face));
        Assert.Equal([guest.Person, guest.Companions[0]], phone.TakeFeedback().Select(feedback => feedback.Person).Distinct());
    }

    [Fact]
    public async Task A_person_who_asks_for_staff_waits_in_the_queue_and_is_called_back_after_hanging_up()
    {
        await using var server = ListeningServer.Start(
            services => services.AddSingleton<ICallRoom>(new TestRoom { HasRoom = true, HasDesk = true }));
        var guests = await server.EnrolAsync(count: 2);
        await using var first = await CallingPhone.ArriveAsync(server, guests[0].Token);
        await using var second = await CallingPhone.ArriveAsync(server, guests[1].Token);
        var ringing = await first.RingAsync();
        await first.Client.AskForPersonAsync(ringing.Number, Cancelled);
        Assert.Equal(1, (await first.WaitAsync(call => call.Queue is not null)).Queue!.Place);
        var other = await second.RingAsync();
        await second.Client.AskForPersonAsync(other.Number, Cancelled);
        var waiting = await second.WaitAsync(call => call.Queue is not null);
        Assert.Equal(2, waiting.Queue!.Place);
        Assert.InRange(waiting.Queue.WaitSeconds, 170, 180);
        Assert.Contains("number 2", waiting.Text, StringComparison.Ordinal);
        Assert.Null(waiting.CallBackAt);

        await first.Client.DeclineCallAsync(ringing.Number, Cancelled);
        var ended = await first.WaitAsync(CallStage.Ended);
        Assert.Equal(CallOutcome.CallBack, ended.Outcome);
        Assert.NotNull(ended.Next);
        Assert.Equal(1, (await second.WaitAsync(call => call.Queue is { Place: 1 })).Queue!.Place);
    }

    [Fact]
    public async Task Without_position_a_face_that_was_seen_goes_to_staff()
    {
        await using var server = ListeningServer.Start();
        var guest = Assert.Single(await server.EnrolAsync());
        await using var phone = await CallingPhone.ArriveAsync(server, guest.Token);
        var ringing = await phone.RingAsync();
        await using var peer = await phone.AnswerAsync(ringing.Number, "passing");
        var receipt = await phone.SayPlaceAsync(ringing.Number, null);
        Assert.Equal(ReceiptCode.NoPosition, receipt.Code);
        var queued = await phone.WaitAsync(CallStage.Queued);
        Assert.Equal(FaceOutcome.Passed, Assert.Single(queued.Persons).Face);
    }

    [Fact]
    public async Task Lost_connection_to_the_hub_does_not_end_the_call()
    {
        await using var server = ListeningServer.Start();
        var guest = Assert.Single(await server.EnrolAsync());
        await using var phone = await CallingPhone.ArriveAsync(server, guest.Token);
        var ringing = await phone.RingAsync();
        await using var peer = await phone.AnswerAsync(ringing.Number, "passing");
        await phone.NextFeedbackAsync();
        await phone.Client.DropAsync();
        await phone.WaitAsync(CallStage.Checking);
        await phone.SayPlaceAsync(ringing.Number, CallingPhone.Here);
        Assert.Equal(CallOutcome.Passed, (await phone.WaitAsync(CallStage.Ended)).Outcome);
        Assert.Contains(phone.TakeFeedback(), feedback => feedback.Code == "done");
    }

    [Fact]
    public async Task Lost_media_ring_again()
    {
        await using var server = ListeningServer.Start(("Media:IdleTimeout", "00:00:02"));
        var guest = Assert.Single(await server.EnrolAsync());
        await using var phone = await CallingPhone.ArriveAsync(server, guest.Token);
        var ringing = await phone.RingAsync();
        await using (var peer = await phone.AnswerAsync(ringing.Number, "passing"))
        {
            await phone.NextFeedbackAsync();
            peer.Vanish();
        }

        var waiting = await phone.WaitAsync(CallStage.Waiting);
        Assert.Contains("our side", waiting.Text, StringComparison.Ordinal);
        Assert.Equal(20, waiting.NextSeconds!.Value, 1.5);
        await phone.Client.RequestCallAsync(Cancelled); // Who does not want to wait calls at once.
        Assert.Equal(ringing.Number, (await phone.WaitAsync(CallStage.Ringing)).Number);
    }

    [Theory]
    [InlineData("")]
    [InlineData("v=0")]
    [InlineData("v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\n")]
    public async Task Offer_that_cannot_be_used_is_refused_by_name_and_the_call_rings_on(string offer)
    {
        await using var server = ListeningServer.Start();
        var guest = Assert.Single(await server.EnrolAsync());
        await using var phone = await CallingPhone.ArriveAsync(server, guest.Token);
        var ringing = await phone.RingAsync();
        var refused = await Assert.ThrowsAsync<RefusedException>(() =>
            phone.Client.AnswerCallAsync(ringing.Number, offer, Cancelled));
        Assert.Equal(ErrorCode.OfferUnusable, refused.Error.Code);
        Assert.Equal("offer", refused.Error.Field);
        await using var peer = await phone.AnswerAsync(ringing.Number, "no-face");
        Assert.Equal("no-face", (await phone.NextFeedbackAsync()).Code);
    }

    [Fact]
    public async Task Call_that_is_over_or_never_was_is_refused_by_name()
    {
        await using var server = ListeningServer.Start();
        var guest = Assert.Single(await server.EnrolAsync());
        await using var phone = await CallingPhone.ArriveAsync(server, guest.Token);
        foreach (var refused in new[]
        {
            () => phone.Client.AnswerCallAsync(1, "v=0", Cancelled),
            () => phone.Client.DeclineCallAsync(1, Cancelled),
            () => phone.Client.AskForPersonAsync(1, Cancelled),
        })
        {
            Assert.Equal(ErrorCode.CallOver, (await Assert.ThrowsAsync<RefusedException>(refused)).Error.Code);
        }

        var ringing = await phone.RingAsync();
        await phone.Client.DeclineCallAsync(ringing.Number, Cancelled);
        var withdrawn = await phone.WaitAsync(CallStage.Ended);
        Assert.Equal(CallOutcome.Withdrawn, withdrawn.Outcome);
        Assert.Contains("ask to be called again", withdrawn.Text, StringComparison.Ordinal);
        Assert.Equal(
            ErrorCode.CallOver,
            (await Assert.ThrowsAsync<RefusedException>(() => phone.Client.DeclineCallAsync(ringing.Number, Cancelled)))
                .Error.Code);
    }

    [Fact]
    public async Task When_too_many_calls_run_the_next_is_put_off()
    {
        await using var server = ListeningServer.Start(("Media:MaxCalls", "1"));
        var guests = await server.EnrolAsync(count: 2);
        await using var first = await CallingPhone.ArriveAsync(server, guests[0].Token);
        await using var second = await CallingPhone.ArriveAsync(server, guests[1].Token);
        var late = await second.RingAsync();
        await using var peer = await first.AnswerAsync((await first.RingAsync()).Number, "no-face");
        var full = await Assert.ThrowsAsync<RefusedException>(() => second.AnswerAsync(late.Number, "no-face"));
        Assert.Equal(ErrorCode.CallsFull, full.Error.Code);
        Assert.Equal(CallStage.Waiting, (await second.WaitAsync(CallStage.Waiting)).Stage);
    }

    private static long CountStills(ListeningServer server)
    {
        using var connection = new SqliteConnection($"Data Source={server.Database};Mode=ReadOnly");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM call_still";
        return (long)command.ExecuteScalar()!;
    }
}
