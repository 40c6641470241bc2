using Orleans.Concurrency;

namespace Actors.Engine.Tests.Probes;

/// <summary>A grain that waits where it is told to.</summary>
public interface IProbe : IGrainWithStringKey
{
    /// <summary>Notes its beginning, waits at the gate, notes its end.</summary>
    Task WaitAt(string gate);

    [AlwaysInterleave]
    Task InterleaveAt(string gate);

    [ReadOnly]
    Task ReadAt(string gate);

    [OneWay]
    Task TellAt(string gate);

    /// <summary>Has another grain call this one back, and waits for it.</summary>
    Task CallAndComeBack(string other, string back);

    Task Throw(string message);

    ValueTask<int> Add(int left, int right);

    Task Leave();

    Task StayFor(TimeSpan time);

    /// <summary>A number that every activation draws anew.</summary>
    Task<int> ActivationNumber();
}
