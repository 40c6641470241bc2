using Actors.Domain.Calls;
using Actors.Domain.Entrants.Stays;
using Actors.Grains.Calls;
using Actors.Vision.Guidance;
using Actors.WebRtc.Sessions;

namespace Actors.Server.Calls;

/// <summary>
/// The media of one call: receives key frames, has them analysed, and reports results to the call grain. Lives in memory
/// only; if the process dies, the grain lets the call ring again.
/// </summary>
internal sealed partial class CallSession : ISessionSink
{
    private readonly ICallGrain _grain;
    private readonly PictureAnalysis _analysis;
    private readonly StillArchive _stills;
    private readonly GrainReports _reports;
    private readonly ILogger _log;
    private volatile CallView _view;
    private long _framesSinceHeartbeat;
    private bool _isSuperseded;
    private volatile bool _isOver;

    public CallSession(
        ICallGrain grain, CallView view, PictureAnalysis analysis, StillArchive stills, TimeProvider wall, ILogger log)
    {
        (_grain, _view, _analysis, _stills, _log) = (grain, view, analysis, stills, log);
        (Person, Number) = (view.Person, view.Number);
        _reports = new(view.Person, wall, log);
        _analysis.Judged = (check, verdict) => _reports.Add(() => ReportVerdictAsync(check, verdict));
    }

    /// <summary>The person whose call it is.</summary>
    public EntrantId Person { get; }

    /// <summary>The number of the call among the calls of the person.</summary>
    public int Number { get; }

    /// <summary>The server's end of the connection; <c>null</c> until the endpoint has answered the offer.</summary>
    public IMediaSession? Leg { get; set; }

    /// <summary>Called once when the session is over.</summary>
    public Action<CallSession>? Closed { get; init; }

    /// <summary>Sends feedback to this connection of the phone from now on.</summary>
    public void SetListener(ICallListener listener) => _analysis.Listener = listener;

    /// <summary>Answers a further offer of the same session, after a change of network for example. Pictures go on.</summary>
    /// <returns>Our session description (SDP); <c>null</c> if the offer belongs to another session.</returns>
    public string? Renegotiate(ICallListener listener, string offer)
    {
        var answer = Leg?.Renegotiate(offer);
        if (answer is not null)
        {
            SetListener(listener);
        }

        return answer;
    }

    /// <summary>Closes the session because another one takes its place. Its end is not reported to the grain.</summary>
    public void Supersede()
    {
        _isSuperseded = true;
        Leg?.Close();
    }

    /// <summary>
    /// Adapts to another stage of the call: ends the analysis, or the session, when it is no longer needed.
    /// </summary>
    public void UpdateCall(CallView changed)
    {
        if (changed.Number != Number)
        {
            return;
        }

        _view = changed;
        if (changed.Stage is CallStage.Ended or CallStage.Waiting)
        {
            _analysis.Stop();
            Leg?.Close();
        }
        else if (changed.Stage == CallStage.Queued)
        {
            _analysis.Stop(); // The video goes on: staff will see it.
        }
    }

    /// <summary>Reports to the grain that media flow, if key frames came since the last heartbeat.</summary>
    public async Task SendMediaHeartbeatAsync()
    {
        if (Interlocked.Exchange(ref _framesSinceHeartbeat, 0) > 0 && !await _grain.RecordMediaHeartbeatAsync(Number))
        {
            Leg?.Close();
        }
    }

    /// <inheritdoc/>
    public void OnConnected()
    {
        if (_view.NextPerson is { } first)
        {
            _analysis.Begin(first);
        }
    }

    /// <inheritdoc/>
    public void OnKeyFrame(ReadOnlySpan<byte> frame, int width, int height, uint timestamp)
    {
        Interlocked.Increment(ref _framesSinceHeartbeat);
        _analysis.Add(frame);
    }

    /// <inheritdoc/>
    public void OnClosed(SessionEnd cause)
    {
        _analysis.Stop();
        _isOver = true;
        Closed?.Invoke(this);
        if (!_isSuperseded && cause != SessionEnd.ClosedHere)
        {
            var interruption = cause == SessionEnd.EndpointStopped ? Interruption.Server : Interruption.Connection;
            _reports.Add(() => _grain.InterruptAsync(Number, interruption));
        }
    }

    /// <summary>Completes when every report reached the grain or was given up.</summary>
    public Task WhenReportedAsync() => _reports.WhenDoneAsync();

    private async Task ReportVerdictAsync(PersonCheck check, GuideVerdict verdict)
    {
        await KeepStillsAsync(check);
        var face = new FaceResult(
            verdict.Outcome switch
            {
                GuideOutcome.Passed => FaceOutcome.Passed,
                GuideOutcome.Failed => FaceOutcome.Failed,
                GuideOutcome.Unknown or _ => FaceOutcome.Unknown,
            },
            verdict.ReasonCode);
        if (await _grain.ReportFaceResultAsync(Number, check.Person, face) is { } after && after.Number == Number)
        {
            _view = after;
            if (after.NextPerson is { } next && !_isOver)
            {
                _analysis.Begin(next);
            }
            else
            {
                _analysis.Stop();
            }
        }
    }

    /// <summary>Failure is logged only: the verdict counts without stills.</summary>
    private async Task KeepStillsAsync(PersonCheck check)
    {
        try
        {
            await _stills.KeepAsync(_view, check.Person, check.Stills);
        }
        catch (Exception exception)
        {
            LogStillsFailed(_log, Person, exception);
        }
    }

    [LoggerMessage(3, LogLevel.Error,
        "Stills of the call of {Person} could not be stored; the result counts, but staff will not see the pictures.")]
    private static partial void LogStillsFailed(ILogger log, EntrantId person, Exception exception);
}
