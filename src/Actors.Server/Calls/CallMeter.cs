using System.Diagnostics.Metrics;
using Actors.Vision.Guidance;

namespace Actors.Server.Calls;

/// <summary>Counts what is looked at in calls: meter <c>Actors.Calls</c>.</summary>
internal sealed class CallMeter
{
    /// <summary>The name of the meter.</summary>
    public const string Name = "Actors.Calls";

    private readonly Counter<long> _pictures;
    private readonly Counter<long> _unreadable;
    private readonly Counter<long> _verdicts;
    private readonly Histogram<double> _looking;
    private long _looked;

    public CallMeter(IMeterFactory meters)
    {
        var meter = meters.Create(Name);
        _pictures = meter.CreateCounter<long>("actors.calls.pictures", "{picture}", "Pictures that were looked at.");
        _unreadable = meter.CreateCounter<long>("actors.calls.unreadable", "{picture}", "Key frames that gave no picture.");
        _verdicts = meter.CreateCounter<long>("actors.calls.verdicts", "{person}", "People looked at, by what was seen.");
        _looking = meter.CreateHistogram<double>("actors.calls.looking", "s", "Decoding and looking at one picture.");
    }

    /// <summary>Pictures that were looked at since the process began.</summary>
    public long Pictures => Interlocked.Read(ref _looked);

    /// <summary>One picture was looked at.</summary>
    public void Looked(TimeSpan took)
    {
        Interlocked.Increment(ref _looked);
        _pictures.Add(1);
        _looking.Record(took.TotalSeconds);
    }

    /// <summary>A key frame gave no picture.</summary>
    public void Unreadable() => _unreadable.Add(1);

    /// <summary>Somebody was looked at.</summary>
    public void Judged(GuideVerdict verdict) => _verdicts.Add(
        1, new("outcome", verdict.Outcome.ToString().ToLowerInvariant()), new("reason", verdict.ReasonCode));
}
