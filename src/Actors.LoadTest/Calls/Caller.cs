using System.Net;
using Actors.Client;
using Actors.Client.Simulated;
using Actors.LoadTest.Servers;
using Actors.Protocol;
using Actors.Protocol.Messages;
using Actors.WebRtc.Caller;
using Actors.WebRtc.Caller.Video;

namespace Actors.LoadTest.Calls;

/// <summary>A person with a phone who asks for calls, shows a film to the camera and waits for the verdict.</summary>
internal sealed class Caller : IAsyncDisposable
{
    private const double Latitude = 35.6581;
    private const double Longitude = 139.7017;
    private const double Accuracy = 12;

    private readonly CallsOptions _options;
    private readonly VideoCallers _peers;
    private readonly VideoClip _clip;
    private readonly TimeProvider _wallTime;
    private readonly EntrantClient _client;
    private readonly CallInbox _inbox = new();
    private readonly ServerControl _control;

    /// <summary>Creates a caller that is not connected yet.</summary>
    public Caller(
        CallsOptions options, Enrolled person, ServerControl control, Uri server, VideoCallers peers, VideoClip clip,
        TimeProvider wall)
    {
        (_options, _control, _peers, _clip, _wallTime) = (options, control, peers, clip, wall);
        _client = new(person.Token, new() { Server = server, TimeProvider = wall, Platform = "load test" }, _inbox);
    }

    /// <summary>Connects and checks in.</summary>
    public async Task ArriveAsync(CancellationToken cancellationToken)
    {
        await _client.StartAsync(cancellationToken);
        var now = (await _control.ReadClockAsync(cancellationToken)).Now;
        var receipt = await _client.CheckInAsync(
            new Fix(Latitude, Longitude, Accuracy, now), now, cancellationToken: cancellationToken);
        if (!receipt.IsAccepted)
        {
            throw new ServerFailedException($"A check-in was refused: {receipt.Text}");
        }
    }

    /// <summary>Makes one call and waits for its verdict.</summary>
    public async Task<CallRecord> CallAsync(CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(_options.Timeout, _wallTime);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        var seen = new CallRecord(null, null, false);
        try
        {
            _inbox.Begin();
            await _client.RequestCallAsync(either.Token);
            var ringing = await _inbox.WaitAsync(call => call.Stage == CallStage.Ringing, either.Token);
            return await HoldAsync(ringing.Number, record => seen = record, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return seen with { LastCode = _inbox.LastCode, Failure = "no verdict in time" };
        }
        catch (Exception exception) when (exception is RefusedException or NotConnectedException)
        {
            return seen with { LastCode = _inbox.LastCode, Failure = exception.Message };
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _client.DisposeAsync();

    private async Task<CallRecord> HoldAsync(int number, Action<CallRecord> update, CancellationToken cancellationToken)
    {
        await using var peer = _peers.Create(_clip, new() { LocalAddress = IPAddress.Loopback });
        var began = _wallTime.GetTimestamp();
        var answer = await _client.AnswerCallAsync(number, peer.Offer, cancellationToken);
        await peer.ConnectAsync(answer, cancellationToken);
        var record = new CallRecord(_wallTime.GetElapsedTime(began), null, false);
        update(record);
        var place = new CallPlace(number, CommandId.Draw().ToString(), new FreshFix(Latitude, Longitude, Accuracy, 0));
        await _client.SendAsync(place, cancellationToken);
        var last = await _inbox.WaitAsync(
            call => call.Number == number && call.Stage is CallStage.Queued or CallStage.Ended, cancellationToken);
        if (last.Stage == CallStage.Queued)
        {
            await _client.DeclineCallAsync(number, cancellationToken);
            return record with { Face = last.Persons[0].Face, WasEscalated = true, LastCode = _inbox.LastCode };
        }

        var face = last.Outcome == CallOutcome.Passed ? FaceOutcome.Passed : (FaceOutcome?)null;
        return record with { Face = face, LastCode = _inbox.LastCode };
    }
}
