using System.Net;
using System.Threading.Channels;
using Actors.Client;
using Actors.Protocol;
using Actors.Protocol.Messages;
using Actors.Server.Tests.Phones;
using Actors.Storage.Outages;
using Actors.Testing.Media;
using Actors.WebRtc.Caller;
using Actors.WebRtc.Caller.Video;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Server.Tests.Calls;

/// <summary>A phone that can be called: the client of the hub, and a caller of ours with a film before its camera.</summary>
internal sealed class CallingPhone : IAsyncDisposable
{
    private readonly Told _told = new();
    private readonly VideoCallers _peers = new(TimeProvider.System);

    private CallingPhone(ListeningServer server, string token)
    {
        Client = new(token, server.ClientOptions, _told);
    }

    public EntrantClient Client { get; }

    /// <summary>Where it says that it is.</summary>
    public static FreshFix Here => new(35.6581, 139.7017, 12, 0.2);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>A phone whose person has checked in.</summary>
    public static async Task<CallingPhone> ArriveAsync(ListeningServer server, string token)
    {
        TestMedia.Ivf("passing"); // Makes the films, if need be, before it rings.
        var phone = new CallingPhone(server, token);
        await phone.Client.StartAsync(Cancelled);
        var now = server.Services.GetRequiredService<IProgrammeTime>().Now;
        var receipt = await phone.Client.CheckInAsync(
            new(Here.Latitude, Here.Longitude, Here.AccuracyMetres, now), now, cancellationToken: Cancelled);
        Assert.True(receipt.IsAccepted, receipt.Text);
        return phone;
    }

    /// <summary>Asks to be called, and waits until it rings.</summary>
    public async Task<VideoCall> RingAsync()
    {
        await Client.RequestCallAsync(Cancelled);
        return await WaitAsync(CallStage.Ringing);
    }

    /// <summary>Answers with a film.</summary>
    public async Task<VideoCaller> AnswerAsync(int number, string film)
    {
        var clip = VideoClip.Read(await File.ReadAllBytesAsync(TestMedia.Ivf(film), Cancelled));
        var peer = _peers.Create(clip, new() { LocalAddress = IPAddress.Loopback });
        await peer.ConnectAsync(await Client.AnswerCallAsync(number, peer.Offer, Cancelled), Cancelled);
        return peer;
    }

    /// <summary>Says where it is.</summary>
    public Task<Receipt> SayPlaceAsync(int number, FreshFix? fix) =>
        Client.SendAsync(new CallPlace(number, CommandId.Draw().ToString(), fix), Cancelled);

    /// <summary>The next that it is told of a call in a stage.</summary>
    public Task<VideoCall> WaitAsync(CallStage stage) => WaitAsync(call => call.Stage == stage);

    /// <summary>The next that it is told of a call and that fits.</summary>
    public async Task<VideoCall> WaitAsync(Func<VideoCall, bool> fits)
    {
        while (true)
        {
            if (await _told.Calls.Reader.ReadAsync(Cancelled) is var call && fits(call))
            {
                return call;
            }
        }
    }

    /// <summary>The next that the machine says of a picture.</summary>
    public async Task<CallFeedback> NextFeedbackAsync() => await _told.Feedback.Reader.ReadAsync(Cancelled);

    /// <summary>Everything that the machine has said since it was last asked for.</summary>
    public IReadOnlyList<CallFeedback> TakeFeedback()
    {
        var all = new List<CallFeedback>();
        while (_told.Feedback.Reader.TryRead(out var feedback))
        {
            all.Add(feedback);
        }

        return all;
    }

    public async ValueTask DisposeAsync()
    {
        await _peers.DisposeAsync();
        await Client.DisposeAsync();
    }

    private sealed class Told : PhoneListener
    {
        public Channel<VideoCall> Calls { get; } = Channel.CreateUnbounded<VideoCall>();

        public Channel<CallFeedback> Feedback { get; } = Channel.CreateUnbounded<CallFeedback>();

        public override Task OnCallAsync(EntrantClient client, VideoCall video) => Calls.Writer.WriteAsync(video).AsTask();

        public override Task OnCallFeedbackAsync(EntrantClient client, CallFeedback feedback) =>
            Feedback.Writer.WriteAsync(feedback).AsTask();
    }
}
