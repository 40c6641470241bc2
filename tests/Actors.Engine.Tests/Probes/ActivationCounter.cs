namespace Actors.Engine.Tests.Probes;

/// <summary>Counts activations.</summary>
public sealed class ActivationCounter
{
    private int _count;

    public int Count => Volatile.Read(ref _count);

    public int Next() => Interlocked.Increment(ref _count);
}
