using System.Collections.Concurrent;
using Actors.Domain.Calls;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Ledger;
using Actors.Grains.Calls;
using Actors.Storage.Outages;
using Actors.WebRtc.Sdp;
using Actors.WebRtc.Sessions;
using Microsoft.Extensions.Options;

namespace Actors.Server.Calls;

/// <summary>
/// The calls whose media run in this process. A phone answers on the server to which it is connected, so its pictures and the
/// feedback to it stay in one process.
/// </summary>
internal sealed partial class CallSessions(
    ICallEndpoint endpoint, IGrainFactory grains, FrameAnalysts analysts, StillArchive stills, IProgrammeTime time,
    TimeProvider wall, ILogger<CallSession> log)
    : BackgroundService
{
    private readonly ConcurrentDictionary<EntrantId, CallSession> _sessions = [];
    private readonly Lock _gate = new();
    private Task? _stopped;

    /// <summary>
    /// Answers the offer of a phone: prepares the media, then reports the answer to the grain. An offer of the session that
    /// runs already, after a change of network for example, only changes that session; the grain learns nothing of it.
    /// </summary>
    /// <param name="listener">The phone.</param>
    /// <param name="number">The number of the call.</param>
    /// <param name="offer">The session description of the phone (SDP).</param>
    /// <returns>Our session description (SDP), or the reason why there is none.</returns>
    /// <exception cref="SdpException">The offer cannot be used.</exception>
    public async Task<(string? Answer, Refusal? Refusal)> AnswerAsync(ICallListener listener, int number, string offer)
    {
        var grain = grains.GetGrain<ICallGrain>(listener.Person.ToString());
        if (await grain.ReadAsync() is not { Outcome: null } view || view.Number != number)
        {
            return (null, CallRefusals.CallOver);
        }

        return Renegotiate(listener, number, offer) is { } answer
            ? (answer, null)
            : await BeginAsync(listener, grain, view, offer);
    }

    /// <summary>Sends the feedback of a running session to this connection of its phone from now on.</summary>
    public void SetListener(ICallListener listener)
    {
        if (_sessions.TryGetValue(listener.Person, out var session))
        {
            session.SetListener(listener);
        }
    }

    /// <summary>Adapts the session of a call, if one runs here, to the new stage of the call.</summary>
    public void UpdateCall(CallView changed)
    {
        if (_sessions.TryGetValue(changed.Person, out var session))
        {
            session.UpdateCall(changed);
        }
    }

    /// <summary>
    /// Interrupts all sessions and waits until the grains know. Idempotent: hosts may stop a service twice.
    /// </summary>
    public override Task StopAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return _stopped ??= InterruptAllAsync(cancellationToken);
        }
    }

    /// <summary>Sends the heartbeats of the media to the grains.</summary>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Limits.HeartbeatInterval, wall);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            foreach (var session in _sessions.Values)
            {
                try
                {
                    await session.SendMediaHeartbeatAsync();
                }
                catch (Exception exception)
                {
                    LogHeartbeatFailed(log, session.Person, exception);
                }
            }
        }
    }

    private async Task InterruptAllAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        var sessions = _sessions.Values.ToList();
        sessions.ForEach(session => session.OnClosed(SessionEnd.EndpointStopped));
        sessions.ForEach(session => session.Supersede());
        await Task.WhenAll(sessions.Select(session => session.WhenReportedAsync())).WaitAsync(cancellationToken);
    }

    /// <returns>
    /// Our session description; <c>null</c> if no session of the call runs, or the offer belongs to another session.
    /// </returns>
    private string? Renegotiate(ICallListener listener, int number, string offer) =>
        _sessions.TryGetValue(listener.Person, out var running) && running.Number == number
            ? running.Renegotiate(listener, offer)
            : null;

    private async Task<(string? Answer, Refusal? Refusal)> BeginAsync(
        ICallListener listener, ICallGrain grain, CallView view, string offer)
    {
        var analysis = analysts.CreateAnalysis(listener, view.Number);
        var session = new CallSession(grain, view, analysis, stills, time, wall, log) { Closed = Forget };
        try
        {
            session.Leg = endpoint.Answer(offer, session);
        }
        catch (CallRefusedException)
        {
            await grain.PutOffAsync(session.Number);
            return (null, CallRefusals.CallsFull);
        }

        _sessions.AddOrUpdate(listener.Person, session, (_, former) =>
        {
            former.Supersede();
            return session;
        });
        if (await grain.AnswerAsync(session.Number) is { } refusal)
        {
            session.Supersede();
            return (null, refusal);
        }

        // A repeated answer may have changed who is checked next. No picture comes before the phone has our description.
        session.UpdateCall(await grain.ReadAsync() ?? view);
        return (session.Leg.Answer, null);
    }

    private void Forget(CallSession session) =>
        _sessions.TryRemove(new KeyValuePair<EntrantId, CallSession>(session.Person, session));

    [LoggerMessage(1, LogLevel.Warning,
        "Media heartbeat of the call of {Person} failed; the next one follows in seconds. If they keep failing, the call "
        + "counts as interrupted and rings again.")]
    private static partial void LogHeartbeatFailed(ILogger log, EntrantId person, Exception exception);
}

/// <summary>
/// Lets calls ring only while there is room for those who answer: a fifth of the places is kept for calls that ring already.
/// No desk is open: the console for staff is not built yet.
/// </summary>
internal sealed class CallRoom(ICallEndpoint endpoint, IOptions<CallEndpointOptions> options) : ICallRoom
{
    private const int PartForRinging = 5;

    /// <inheritdoc/>
    public bool HasDesk => false;

    /// <inheritdoc/>
    public bool HasRoom => endpoint.Running < options.Value.MaxCalls - (options.Value.MaxCalls / PartForRinging);
}
