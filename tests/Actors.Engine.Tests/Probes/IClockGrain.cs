namespace Actors.Engine.Tests.Probes;

public interface IClockGrain : IGrainWithStringKey
{
    Task Start(TimeSpan due, TimeSpan period, bool interleave = false, bool keepAlive = false);

    Task Change(TimeSpan due, TimeSpan period);

    Task Stop();

    Task FailNextTick();

    /// <summary>Ticks wait at this gate from now on.</summary>
    Task HoldTicksAt(string? gate);

    Task WaitAt(string gate);
}
