using System.Diagnostics.Metrics;
using System.Security.Cryptography;
using Actors.Domain.Entrants.Stays;
using Actors.Vision;
using Actors.Vision.Detectors;
using Actors.Vision.Guidance;
using Actors.Vision.Pictures;
using Actors.WebRtc.Vp8;

namespace Actors.Server.Calls;

/// <summary>
/// Analyses the pictures of one call: keeps the newest key frame, judges it on a thread of <see cref="FrameAnalysts"/>, shows
/// the phone what to do, and passes on the verdict about each person.
/// </summary>
internal sealed partial class PictureAnalysis(
    ICallListener listener, int number, FaceDetectorPool detectors, FrameAnalysts analysts, PictureMeter meter,
    TimeProvider wall, ILogger log)
{
    private static readonly GuideRules Rules = new();

    private readonly LatestKeyFrame _latest = new();
    private readonly PictureObserver _observer = new(detectors);
    private volatile ICallListener _listener = listener;
    private readonly List<PersonCheck> _checks = [];
    private volatile PersonCheck? _check;
    private long _analysed;
    private long _unreadable;
    private bool _hasDetectorFailed;
    private bool _hasFailed;

    /// <summary>The phone that gets the feedback.</summary>
    public ICallListener Listener
    {
        get => _listener;
        set => _listener = value;
    }

    /// <summary>Called with the verdict about a person; the check of that person is over then.</summary>
    public Action<PersonCheck, GuideVerdict>? Judged { get; set; }

    /// <summary>Pictures analysed.</summary>
    public long Analysed => Interlocked.Read(ref _analysed);

    /// <summary>Key frames that could not be analysed.</summary>
    public long Unreadable => Interlocked.Read(ref _unreadable);

    /// <summary>Key frames that a newer one replaced before their turn.</summary>
    public long Skipped => _latest.Replaced;

    /// <summary>The checks of the call for the log: the stages of each, and its verdict.</summary>
    public string DescribeChecks()
    {
        lock (_checks)
        {
            return _checks.Count == 0 ? "none" : string.Join("; ", _checks.Select(check => check.Describe()));
        }
    }

    /// <summary>Begins the check of a person, in place of the one that runs.</summary>
    /// <param name="person">The person.</param>
    /// <param name="until">When the check ends without a pass.</param>
    public void Begin(EntrantId person, DateTimeOffset until)
    {
        Span<byte> seed = stackalloc byte[sizeof(ulong)];
        RandomNumberGenerator.Fill(seed);
        var side = HeadTurnChallenge.Draw(BitConverter.ToUInt64(seed));
        var now = wall.GetUtcNow();
        var limit = until - now > Rules.MaxGap ? until - now : Rules.MaxGap + TimeSpan.FromTicks(1);
        var check = new PersonCheck(person, GuideJudgement.Begin(Rules with { TimeLimit = limit }, side, now));
        lock (_checks)
        {
            _checks.Add(check);
        }

        _check = check;
    }

    /// <summary>Ends the check that runs, if any. Later frames are ignored until <see cref="Begin"/>.</summary>
    public void Stop() => _check = null;

    /// <summary>Takes a key frame, if a check runs. Does not block.</summary>
    public void Add(ReadOnlySpan<byte> frame)
    {
        if (_check is not null && _latest.Put(frame, wall.GetUtcNow()))
        {
            analysts.Enqueue(this);
        }
    }

    /// <summary>Analyses the newest key frame. For one thread at a time.</summary>
    public void AnalyseLatest(Vp8Decoder decoder)
    {
        var frame = _latest.Take(out var at);
        try
        {
            if (_check is { } check && !frame.IsEmpty)
            {
                Analyse(check, decoder, frame, at);
            }
        }
        catch (Exception exception)
        {
            CountUnreadable();
            if (!_hasFailed)
            {
                _hasFailed = true;
                LogAnalysisFailed(log, _listener.Person, exception);
            }
        }

        if (_latest.Release())
        {
            analysts.Enqueue(this);
        }
    }

    private void Analyse(PersonCheck check, Vp8Decoder decoder, ReadOnlySpan<byte> frame, DateTimeOffset at)
    {
        var began = wall.GetTimestamp();
        if (decoder.Decode(frame, out var picture) != Vp8DecoderResult.Picture
            || Math.Max(picture.Width, picture.Height) > Vision.Limits.PictureSide)
        {
            CountUnreadable();
            return;
        }

        var observation = _observer.Observe(PictureTranslation.Of(picture), at, out var failure);
        if (failure is not null && !_hasDetectorFailed)
        {
            _hasDetectorFailed = true;
            LogDetectorFailed(log, _listener.Person, failure);
        }

        check.Observe(observation, frame);
        Interlocked.Increment(ref _analysed);
        meter.RecordAnalysed(wall.GetElapsedTime(began));
        _listener.ShowFeedback(check.Feedback(number, observation));
        if (check.Verdict is { } verdict && ReferenceEquals(_check, check))
        {
            _check = null;
            meter.RecordVerdict(verdict);
            Judged?.Invoke(check, verdict);
        }
    }

    private void CountUnreadable()
    {
        Interlocked.Increment(ref _unreadable);
        meter.RecordUnreadable();
    }

    [LoggerMessage(4, LogLevel.Error,
        "The face detector failed in the call of {Person}: {Reason}. The call gets no result by itself; staff take it over.")]
    private static partial void LogDetectorFailed(ILogger log, EntrantId person, string reason);

    [LoggerMessage(5, LogLevel.Error,
        "A picture of the call of {Person} could not be analysed and is skipped. Others of the call are counted, not logged.")]
    private static partial void LogAnalysisFailed(ILogger log, EntrantId person, Exception exception);
}

/// <summary>Counts the analysed pictures of calls: meter <c>Actors.Calls</c>.</summary>
internal sealed class PictureMeter
{
    /// <summary>The name of the meter.</summary>
    public const string Name = "Actors.Calls";

    private readonly Counter<long> _pictures;
    private readonly Counter<long> _unreadable;
    private readonly Counter<long> _verdicts;
    private readonly Histogram<double> _duration;
    private long _analysed;

    public PictureMeter(IMeterFactory meters)
    {
        var meter = meters.Create(Name);
        _pictures = meter.CreateCounter<long>("actors.calls.pictures", "{picture}", "Pictures analysed.");
        _unreadable = meter.CreateCounter<long>("actors.calls.unreadable", "{picture}", "Key frames that were not analysed.");
        _verdicts = meter.CreateCounter<long>("actors.calls.verdicts", "{person}", "People checked, by outcome and reason.");
        _duration = meter.CreateHistogram<double>("actors.calls.looking", "s", "Time to decode and analyse one picture.");
    }

    /// <summary>Pictures analysed since the process started.</summary>
    public long Pictures => Interlocked.Read(ref _analysed);

    /// <summary>Records an analysed picture.</summary>
    public void RecordAnalysed(TimeSpan duration)
    {
        Interlocked.Increment(ref _analysed);
        _pictures.Add(1);
        _duration.Record(duration.TotalSeconds);
    }

    /// <summary>Records a key frame that could not be analysed.</summary>
    public void RecordUnreadable() => _unreadable.Add(1);

    /// <summary>Records the verdict about a person.</summary>
    public void RecordVerdict(GuideVerdict verdict) => _verdicts.Add(
        1, new("outcome", verdict.Outcome.ToString().ToLowerInvariant()), new("reason", verdict.ReasonCode));
}

/// <summary>Gives the detector a decoded picture.</summary>
internal static class PictureTranslation
{
    /// <summary>The same picture in the memory of the decoder; nothing is copied.</summary>
    public static I420Picture Of(in Vp8DecoderPicture picture)
    {
        var (width, height) = ((picture.Width + 1) / 2, (picture.Height + 1) / 2);
        return new(
            new PicturePlane(picture.Y, picture.YStride, picture.Width, picture.Height),
            new PicturePlane(picture.U, picture.UStride, width, height),
            new PicturePlane(picture.V, picture.VStride, width, height));
    }
}
