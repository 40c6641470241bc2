using System.Collections.Concurrent;
using Actors.Domain.Calls;
using Actors.Domain.Ledger;
using Actors.Domain.Stays;
using Actors.Grains.Calls;
using Actors.Protocol;
using Actors.Server.Hubs;
using Actors.Server.Hubs.Wire;
using Actors.WebRtc.Sessions;
using Actors.WebRtc.Sdp;

namespace Actors.Server.Calls;

/// <summary>
/// The calls whose media run in this process, and how phones get into them. A phone answers where it is connected, so its
/// pictures and what it is told stay in one process.
/// </summary>
internal sealed class CallDesk(ICallEndpoint endpoint, CallSessionServices services) : BackgroundService
{
    private readonly ConcurrentDictionary<EntrantId, CallSession> _sessions = [];
    private readonly Lock _gate = new();
    private Task? _stopped;

    /// <summary>
    /// A person answers: media are made ready, then the grain is told. When the phone goes on with the session that runs, from
    /// another network say, the grain learns nothing: it is the same call, and nothing begins anew.
    /// </summary>
    /// <returns>Our description (SDP), or why there is none.</returns>
    public async Task<(string? Answer, Refusal? Refusal)> AnswerAsync(PhoneLink phone, int number, string offer)
    {
        var grain = services.Grains.GetGrain<ICallGrain>(phone.Owner.ToString());
        if (await grain.ReadAsync() is not { Outcome: null } view || view.Number != number)
        {
            return (null, CallRefusals.CallOver);
        }

        try
        {
            return Continue(phone, number, offer) is { } same ? (same, null) : await BeginAsync(phone, grain, view, offer);
        }
        catch (SdpException exception)
        {
            throw NamedError.Exception(ErrorCode.OfferUnusable, exception.Message, "offer");
        }
    }

    /// <summary>The phone of a person is connected anew; it is told what goes on from now on.</summary>
    public void SpeakTo(PhoneLink phone)
    {
        if (_sessions.TryGetValue(phone.Owner, out var session))
        {
            session.SpeakTo(phone);
        }
    }

    /// <summary>A call has come to another stage.</summary>
    public void GoOn(CallView changed)
    {
        if (_sessions.TryGetValue(changed.Person, out var session))
        {
            session.GoOn(changed);
        }
    }

    /// <summary>
    /// Grains are told that calls break off. They are there until that is done, also for a host that stops everything twice.
    /// </summary>
    public override Task StopAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return _stopped ??= BreakOffAsync(cancellationToken);
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var wallClock = services.Wall;
        using var timer = new PeriodicTimer(Limits.CallSign, wallClock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            foreach (var session in _sessions.Values)
            {
                try
                {
                    await session.TellThatPicturesComeAsync();
                }
                catch (Exception exception)
                {
                    services.Log.ReportFailed(session.Person, 1, exception);
                }
            }
        }
    }

    private async Task BreakOffAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        var sessions = _sessions.Values.ToList();
        sessions.ForEach(session => session.OnClosed(SessionEnd.EndpointStopped));
        sessions.ForEach(session => session.Replace());
        await Task.WhenAll(sessions.Select(session => session.WhenToldAsync())).WaitAsync(cancellationToken);
    }

    /// <returns>Null: no session of that call runs, or this is no offer of the same session of the phone.</returns>
    private string? Continue(PhoneLink phone, int number, string offer) =>
        _sessions.TryGetValue(phone.Owner, out var running) && running.Number == number
            ? running.Continue(phone, offer)
            : null;

    private async Task<(string? Answer, Refusal? Refusal)> BeginAsync(
        PhoneLink phone, ICallGrain grain, CallView view, string offer)
    {
        var session = new CallSession(services, phone, view) { Closed = Forget };
        try
        {
            session.Leg = endpoint.Answer(offer, session);
        }
        catch (CallRefusedException)
        {
            await grain.PutOffAsync(session.Number);
            return (null, CallRefusals.CallsFull);
        }

        _sessions.AddOrUpdate(phone.Owner, session, (_, former) =>
        {
            former.Replace();
            return session;
        });
        if (await grain.AnswerAsync(session.Number) is { } refusal)
        {
            session.Replace();
            return (null, refusal);
        }

        // Who answers anew may have somebody to be looked at anew. The phone sends nothing before it has our description.
        session.GoOn(await grain.ReadAsync() ?? view);
        return (session.Leg.Answer, null);
    }

    private void Forget(CallSession session) =>
        _sessions.TryRemove(new KeyValuePair<EntrantId, CallSession>(session.Person, session));
}
