using System.Diagnostics.Metrics;
using Actors.Vision.Guidance;

namespace Actors.Server.Calls;

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
        _unreadable = meter.CreateCounter<long>("actors.calls.unreadable", "{picture}", "Key frames that could not be decoded.");
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

    /// <summary>Records a key frame that could not be decoded.</summary>
    public void RecordUnreadable() => _unreadable.Add(1);

    /// <summary>Records the verdict about a person.</summary>
    public void RecordVerdict(GuideVerdict verdict) => _verdicts.Add(
        1, new("outcome", verdict.Outcome.ToString().ToLowerInvariant()), new("reason", verdict.ReasonCode));
}
