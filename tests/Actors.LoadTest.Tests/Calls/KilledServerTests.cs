using System.Net;
using System.Threading.Channels;
using Actors.Client;
using Actors.Protocol.Messages;
using Actors.Testing.Media;
using Actors.WebRtc.Caller;
using Actors.WebRtc.Caller.Video;

namespace Actors.LoadTest.Tests.Calls;

/// <summary>SPEC V9: the death of a server during a call does not count as "no answer".</summary>
public sealed class KilledServerTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_call_of_a_killed_server_rings_again_and_passes()
    {
        await using var server = await CallServer.StartAsync();
        var now = (await server.Control.ReadClockAsync(Cancelled)).Now;
        var person = Assert.Single(await server.Control.EnrolAsync(new("japan-2021", 1, now.AddHours(-1)), Cancelled));
        var told = new Told();
        await using var phone = new EntrantClient(person.Token, new() { Server = server.Address }, told);
        await phone.StartAsync(Cancelled);
        await phone.CheckInAsync(new(35.6581, 139.7017, 12, now), now, cancellationToken: Cancelled);
        await phone.RequestCallAsync(Cancelled);
        var number = (await told.WaitAsync(CallStage.Ringing)).Number;

        var clip = VideoClip.Read(await File.ReadAllBytesAsync(TestMedia.Ivf("passing"), Cancelled));
        await using var peers = new VideoCallers(TimeProvider.System);
        await using var first = peers.Create(clip, new() { LocalAddress = IPAddress.Loopback });
        await first.ConnectAsync(await phone.AnswerCallAsync(number, first.Offer, Cancelled), Cancelled);
        await told.Looked.WaitAsync(Cancelled);

        await server.KillAsync();
        await server.RestartAsync();
        var began = TimeProvider.System.GetTimestamp();
        Assert.Equal(number, (await told.WaitAsync(CallStage.Ringing)).Number);
        Assert.InRange(TimeProvider.System.GetElapsedTime(began), TimeSpan.Zero, TimeSpan.FromMinutes(2));

        await using var second = peers.Create(clip, new() { LocalAddress = IPAddress.Loopback });
        await second.ConnectAsync(await phone.AnswerCallAsync(number, second.Offer, Cancelled), Cancelled);
        await phone.SendAsync(
            new CallPlace(number, Protocol.CommandId.Draw().ToString(), new(35.6581, 139.7017, 12, 0)), Cancelled);
        Assert.Equal(CallOutcome.Passed, (await told.WaitAsync(CallStage.Ended)).Outcome);
        var timeline = await phone.GetTimelineAsync(cancellationToken: Cancelled);
        Assert.DoesNotContain(timeline.Entries, entry => entry.Code is "call-not-answered" or "call-not-reached");
    }

    private sealed class Told : PhoneListener
    {
        private readonly Channel<VideoCall> _calls = Channel.CreateUnbounded<VideoCall>();
        private readonly TaskCompletionSource _looked = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Looked => _looked.Task;

        public async Task<VideoCall> WaitAsync(CallStage stage)
        {
            while (true)
            {
                if (await _calls.Reader.ReadAsync(Cancelled) is var call && call.Stage == stage)
                {
                    return call;
                }
            }
        }

        public override Task OnCallAsync(EntrantClient client, VideoCall video)
        {
            _calls.Writer.TryWrite(video);
            return Task.CompletedTask;
        }

        public override Task OnCallFeedbackAsync(EntrantClient client, CallFeedback feedback)
        {
            _looked.TrySetResult();
            return Task.CompletedTask;
        }
    }
}
