using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Actors.Client;
using Actors.Protocol;
using Actors.Protocol.Messages;
using Actors.Storage.Outages;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.EndToEnd.Tests.Interop;

/// <summary>The phone of a fictional person without its media: who carries the video is up to the test.</summary>
internal sealed class CallablePhone : IAsyncDisposable
{
    private static readonly FreshFix Here = new(35.6581, 139.7017, 12, 0.2);

    private readonly EntrantClient _client;
    private readonly Told _told = new();

    private CallablePhone(Uri server, string token)
    {
        _client = new(token, new() { Server = server, Platform = "test" }, _told);
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>Enrols a person, who checks in.</summary>
    public static async Task<CallablePhone> ArriveAsync(RealServer server)
    {
        using var http = new HttpClient { BaseAddress = server.Address };
        using var answer = await http.PostAsJsonAsync(
            "/development/entrants", new { count = 1, programme = "japan-2021" }, Cancelled);
        var people = (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonArray>(Cancelled))!;
        var phone = new CallablePhone(server.Address, (string)people[0]!["token"]!);
        await phone._client.StartAsync(Cancelled);
        var now = server.Services.GetRequiredService<IProgrammeTime>().Now;
        var receipt = await phone._client.CheckInAsync(
            new(Here.Latitude, Here.Longitude, Here.AccuracyMetres, now), now, cancellationToken: Cancelled);
        Assert.True(receipt.IsAccepted, receipt.Text);
        return phone;
    }

    /// <summary>Asks to be called, answers, and says where it is.</summary>
    /// <param name="offer">The offer of the side that sends the video.</param>
    /// <returns>The answer of the server.</returns>
    public async Task<string> AnswerAsync(string offer)
    {
        await _client.RequestCallAsync(Cancelled);
        var call = await WaitAsync(CallStage.Ringing);
        var answer = await _client.AnswerCallAsync(call.Number, offer, Cancelled);
        var receipt = await _client.SendAsync(new CallPlace(call.Number, CommandId.Draw().ToString(), Here), Cancelled);
        Assert.True(receipt.IsAccepted, receipt.Text);
        return answer;
    }

    /// <summary>The next that the machine says of a picture.</summary>
    public async Task<CallFeedback> NextFeedbackAsync() => await _told.Feedback.Reader.ReadAsync(Cancelled);

    /// <summary>What came of the call.</summary>
    public async Task<CallOutcome?> OutcomeAsync() =>
        (await WaitAsync(CallStage.Ended, CallStage.Queued, CallStage.Waiting)).Outcome;

    public ValueTask DisposeAsync() => _client.DisposeAsync();

    private async Task<VideoCall> WaitAsync(params CallStage[] stages)
    {
        while (true)
        {
            if (await _told.Calls.Reader.ReadAsync(Cancelled) is var call && stages.Contains(call.Stage))
            {
                return call;
            }
        }
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
