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

    /// <summary>The same, beside other calls.</summary>
    [AlwaysInterleave]
    Task InterleaveAndComeBack(string other, string back);

    /// <summary>
    /// Has another grain wait at one gate and then call this one back, gives up on it after a second, and waits at the
    /// other gate.
    /// </summary>
    Task GiveUpOn(string other, string gate, string ownGate);

    /// <summary>Waits at the gate, then calls another grain.</summary>
    [ResponseTimeout("00:00:01")]
    Task WaitAndCall(string gate, string other);

    Task Throw(string message);

    Task<int> Cancel();

    ValueTask<int> Add(int left, int right);

    Task Leave();

    Task StayFor(TimeSpan time);

    /// <summary>A number that every activation draws.</summary>
    Task<int> ActivationNumber();
}
