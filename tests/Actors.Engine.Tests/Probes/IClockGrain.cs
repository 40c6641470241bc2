namespace Actors.Engine.Tests.Probes;

public interface IClockGrain : IGrainWithStringKey
{
    Task Start(TimeSpan due, TimeSpan period, bool interleave = false, bool keepAlive = false);

    Task Change(TimeSpan due, TimeSpan period);

    Task Stop();

    Task FailNextTick();

    /// <summary>Ticks wait at this gate from now on.</summary>
    Task HoldTicksAt(string? gate);

    /// <summary>Something registered with the token of the ticks throws when it is cancelled.</summary>
    Task FailWhenCancelled();

    Task WaitAt(string gate);

    Task WaitAtAndStop(string gate);

    Task WaitAtAndChange(string gate, TimeSpan due, TimeSpan period);

    Task WaitAtAndLeave(string gate);
}
