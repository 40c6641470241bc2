using System.Security.Cryptography;
using Actors.Domain.Calls;
using Actors.Domain.Stays;
using Actors.Grains.Calls;
using Actors.Server.Hubs;
using Actors.Vision;
using Actors.Vision.Guidance;
using Actors.WebRtc.Sessions;
using Actors.WebRtc.Vp8;

namespace Actors.Server.Calls;

/// <summary>
/// The media of one call in this process: pictures come in, are looked at, what was seen goes to the grain, and the phone is told
/// after every picture what to do. It dies with the process; the grain then offers the call again.
/// </summary>
internal sealed class CallSession(CallSessionServices services, PhoneLink phone, CallView view) : ISessionSink
{
    private readonly CallPictures _pictures = new();
    private readonly PictureObserver _observer = new(services.Detectors);
    private readonly Lock _gate = new();
    private volatile PhoneLink _phone = phone;
    private volatile PersonLook? _look;
    private volatile CallView _view = view;
    private Task _reports = Task.CompletedTask;
    private long _seen;
    private bool _isReplaced;
    private bool _hasFailed;
    private volatile bool _isOver;

    /// <summary>Whose call it is.</summary>
    public EntrantId Person { get; } = view.Person;

    /// <summary>Its number among the calls of the person.</summary>
    public int Number { get; } = view.Number;

    /// <summary>Our end of the connection, once there is one.</summary>
    public IMediaSession? Leg { get; set; }

    /// <summary>Who keeps the session; told when it is over.</summary>
    public Action<CallSession>? Closed { get; set; }

    private ICallGrain Grain => services.Grains.GetGrain<ICallGrain>(Person.ToString());

    /// <summary>The phone has another connection to the hub now.</summary>
    public void SpeakTo(PhoneLink link) => _phone = link;

    /// <summary>The network of the phone is another now; the pictures go on.</summary>
    /// <returns>Our description (SDP); null: this is no offer of the same session of the phone.</returns>
    public string? Continue(PhoneLink link, string offer)
    {
        var answer = Leg?.Renegotiate(offer);
        _phone = answer is null ? _phone : link;
        return answer;
    }

    /// <summary>The person answered anew: what becomes of this session does not matter to the call.</summary>
    public void Replace()
    {
        _isReplaced = true;
        Leg?.Close();
    }

    /// <summary>The call has come to another stage. Where nobody is looked at any more, nobody looks.</summary>
    public void GoOn(CallView changed)
    {
        if (changed.Number != Number)
        {
            return;
        }

        _view = changed;
        if (changed.Stage is CallStage.Ended or CallStage.Waiting)
        {
            _look = null;
            Leg?.Close();
        }
        else if (changed.Stage == CallStage.Queued)
        {
            _look = null; // The picture goes on: staff are to see it.
        }
    }

    /// <summary>Tells the grain that pictures come, if any came since the last time.</summary>
    public async Task TellThatPicturesComeAsync()
    {
        if (Interlocked.Exchange(ref _seen, 0) > 0 && !await Grain.SeeAsync(Number))
        {
            Leg?.Close();
        }
    }

    /// <inheritdoc/>
    public void OnConnected()
    {
        if (_view.NextPerson is { } first)
        {
            _look = Begin(first);
        }
    }

    /// <inheritdoc/>
    public void OnKeyFrame(ReadOnlySpan<byte> frame, int width, int height, uint timestamp)
    {
        Interlocked.Increment(ref _seen);
        if (_look is not null && _pictures.Put(frame, services.Wall.GetUtcNow()))
        {
            services.Analysts.Look(this);
        }
    }

    /// <inheritdoc/>
    public void OnClosed(SessionEnd cause)
    {
        _look = null;
        _isOver = true;
        Closed?.Invoke(this);
        if (!_isReplaced && cause != SessionEnd.ClosedHere)
        {
            var interruption = cause == SessionEnd.EndpointStopped ? Interruption.Server : Interruption.Connection;
            Report(() => Grain.InterruptAsync(Number, interruption));
        }
    }

    /// <summary>Ends when everything that was to be told to the grain was told, or given up.</summary>
    public Task WhenToldAsync()
    {
        lock (_gate)
        {
            return _reports;
        }
    }

    /// <summary>Looks at the picture that waits. By one thread at a time.</summary>
    public void LookAtPicture(Vp8Decoder decoder)
    {
        var frame = _pictures.Take(out var at);
        try
        {
            if (_look is { } look && !frame.IsEmpty)
            {
                Look(look, decoder, frame, at);
            }
        }
        catch (Exception exception)
        {
            services.Log.LookingFailed(Person, exception);
        }

        if (_pictures.Done())
        {
            services.Analysts.Look(this);
        }
    }

    private void Look(PersonLook look, Vp8Decoder decoder, ReadOnlySpan<byte> frame, DateTimeOffset at)
    {
        var began = services.Wall.GetTimestamp();
        if (decoder.Decode(frame, out var picture) != Vp8DecoderResult.Picture)
        {
            services.Meter.Unreadable();
            return;
        }

        var observation = _observer.Observe(PictureTranslation.Of(picture), at, out var failure);
        if (failure is not null && !_hasFailed)
        {
            _hasFailed = true;
            services.Log.DetectorFailed(Person, failure);
        }

        look.Observe(observation, frame);
        services.Meter.Looked(services.Wall.GetElapsedTime(began));
        _phone.Guide(look.Feedback(Number, observation));
        if (look.Verdict is { } verdict && ReferenceEquals(_look, look))
        {
            _look = null;
            services.Meter.Judged(verdict);
            Report(() => JudgeAsync(look, verdict));
        }
    }

    private async Task JudgeAsync(PersonLook look, GuideVerdict verdict)
    {
        await KeepStillsAsync(look);
        var face = new FaceResult(
            verdict.Outcome switch
            {
                GuideOutcome.Passed => FaceOutcome.Passed,
                GuideOutcome.Failed => FaceOutcome.Failed,
                GuideOutcome.Unknown or _ => FaceOutcome.Unknown,
            },
            verdict.ReasonCode);
        if (await Grain.JudgeFaceAsync(Number, look.Person, face) is { } after && after.Number == Number)
        {
            _view = after;
            _look = after.NextPerson is { } next && !_isOver ? Begin(next) : null;
        }
    }

    /// <summary>Without stills the verdict still counts.</summary>
    private async Task KeepStillsAsync(PersonLook look)
    {
        try
        {
            await services.Evidence.KeepAsync(_view, look.Person, look.Stills);
        }
        catch (Exception exception)
        {
            services.Log.EvidenceFailed(Person, exception);
        }
    }

    private PersonLook Begin(EntrantId person)
    {
        Span<byte> seed = stackalloc byte[sizeof(ulong)];
        RandomNumberGenerator.Fill(seed);
        var side = HeadTurnChallenge.Draw(BitConverter.ToUInt64(seed));
        return new(person, GuideJudgement.Begin(services.Rules, side, services.Wall.GetUtcNow()));
    }

    private void Report(Func<Task> tell)
    {
        lock (_gate)
        {
            _reports = Task.WhenAll(_reports, Task.Run(() => TryAsync(tell)));
        }
    }

    /// <summary>Storage may be busy for a moment. In the end the deadlines of the grain settle it.</summary>
    private async Task TryAsync(Func<Task> tell)
    {
        var wallClock = services.Wall;
        for (var attempt = 1; attempt <= Limits.CallReports; attempt++)
        {
            try
            {
                await tell();
                return;
            }
            catch (Exception exception)
            {
                services.Log.ReportFailed(Person, attempt, exception);
                await Task.Delay(Limits.CallReportPause * attempt, wallClock);
            }
        }
    }
}
