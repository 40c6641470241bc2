using Actors.Domain.Calls;
using Actors.Domain.Entrants.Stays;
using Actors.Grains.Calls;
using Actors.Storage.Outages;
using Actors.Vision.Guidance;
using Actors.WebRtc.Ice;
using Actors.WebRtc.Sessions;

namespace Actors.Server.Calls;

/// <summary>
/// The media of one call: receives key frames, has them analysed, and reports results to the call grain. Lives in memory
/// only; if the process dies, the grain lets the call ring again.
/// </summary>
internal sealed partial class CallSession : ISessionSink
{
    private readonly ICallGrain _grain;
    private readonly IProgrammeTime _time;
    private readonly TimeProvider _wall;
    private readonly DateTimeOffset _beganAt;
    private readonly PictureAnalysis _analysis;
    private readonly StillArchive _stills;
    private readonly GrainReports _reports;
    private readonly ILogger _log;
    private volatile KnownCall _known;
    private (int Width, int Height) _size;
    private long _framesSinceHeartbeat;
    private bool _isSuperseded;
    private int _isOver;

    public CallSession(
        ICallGrain grain, CallView view, PictureAnalysis analysis, StillArchive stills, IProgrammeTime time,
        TimeProvider wall, ILogger log)
    {
        (_grain, _known, _analysis, _stills, _log) = (grain, new(view, DateTimeOffset.MinValue), analysis, stills, log);
        (_time, _wall, _beganAt) = (time, wall, wall.GetUtcNow());
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

        Keep(changed);
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
        if (_known is { View.NextPerson: { } first, Until: var until })
        {
            _analysis.Begin(first, until);
        }
    }

    /// <inheritdoc/>
    public void OnKeyFrame(ReadOnlySpan<byte> frame, int width, int height, uint timestamp)
    {
        Interlocked.Increment(ref _framesSinceHeartbeat);
        _size = (width, height);
        _analysis.Add(frame);
    }

    /// <inheritdoc/>
    public void OnClosed(SessionEnd cause)
    {
        if (Interlocked.Exchange(ref _isOver, 1) != 0)
        {
            return; // The server stops: it ended the session before the endpoint did.
        }

        _analysis.Stop();
        Closed?.Invoke(this);
        LogEnd(cause);
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
            Keep(after);
            if (after.NextPerson is { } next && Volatile.Read(ref _isOver) == 0)
            {
                _analysis.Begin(next, _known.Until);
            }
            else
            {
                _analysis.Stop();
            }
        }
    }

    /// <summary>Remembers the call. The check of the person before the camera lasts as long as the phone shows.</summary>
    private void Keep(CallView view)
    {
        var left = (view.Next - view.At) / (_time.Speed > 0 ? _time.Speed : 1) ?? TimeSpan.Zero;
        var until = _wall.GetUtcNow() + left - Limits.VerdictMargin;
        _known = new(view, view.Stage == CallStage.Checking ? until : _known.Until);
    }

    /// <summary>Failure is logged only: the verdict counts without stills.</summary>
    private async Task KeepStillsAsync(PersonCheck check)
    {
        try
        {
            await _stills.KeepAsync(_known.View, check.Person, check.Stills);
        }
        catch (Exception exception)
        {
            LogStillsFailed(_log, Person, exception);
        }
    }

    private void LogEnd(SessionEnd cause)
    {
        var (call, media) = (_known.View, Leg?.Statistics ?? new());
        var outcome = _isSuperseded ? "Superseded" : call.Outcome?.ToString() ?? call.Stage.ToString();
        LogEnd(
            _log, Number, Person, outcome, _analysis.DescribeChecks(), cause, (_wall.GetUtcNow() - _beganAt).TotalSeconds,
            media.SetupTime?.TotalMilliseconds, media.RemoteKind, media.PathChanges, _size.Width, _size.Height,
            _analysis.Analysed, _analysis.Skipped, _analysis.Unreadable, media.UnusableFrames, media.EarlyFrames,
            media.BrokenFrames, media.PacketsLost);
    }

    [LoggerMessage(6, LogLevel.Information,
        "Call {Number} of {Person} ended: {Outcome}. Checks: {Checks}. Media: {End} after {Seconds:F1} s, connected in "
        + "{SetupMs:F0} ms, candidate {Candidate}, path changes {PathChanges}. Pictures of {Width}x{Height}: "
        + "analysed {Analysed}, skipped {Skipped}, unreadable {Unreadable}, of a wrong shape {Unusable}, too early {Early}, "
        + "incomplete {Broken}; "
        + "packets lost {PacketsLost}.")]
    private static partial void LogEnd(
        ILogger log, int number, EntrantId person, string outcome, string checks, SessionEnd end, double seconds,
        double? setupMs, IceCandidateKind? candidate, int pathChanges, int width, int height, long analysed, long skipped,
        long unreadable, long unusable, long early, long broken, long packetsLost);

    [LoggerMessage(3, LogLevel.Error,
        "Stills of the call of {Person} could not be stored; the result counts, but staff will not see the pictures.")]
    private static partial void LogStillsFailed(ILogger log, EntrantId person, Exception exception);

    /// <summary>The call as the grain described it last, and until when the person before the camera is checked.</summary>
    private sealed record KnownCall(CallView View, DateTimeOffset Until);
}
