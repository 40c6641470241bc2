using Orleans.Placement;

namespace Orleans.Concurrency;

/// <summary>
/// A grain of the class has no identity worth keeping: one reference is served by several activations, as many as there
/// are calls at once and at most <paramref name="maxLocalWorkers"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class StatelessWorkerAttribute(int maxLocalWorkers) : PlacementAttribute
{
    /// <summary>As many activations at most as the machine has processors.</summary>
    public StatelessWorkerAttribute()
        : this(Environment.ProcessorCount)
    {
    }

    internal int MaxLocalWorkers { get; } = maxLocalWorkers > 0
        ? maxLocalWorkers
        : throw new ArgumentOutOfRangeException(nameof(maxLocalWorkers), maxLocalWorkers, "At least one worker is needed.");
}
