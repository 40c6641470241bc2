namespace Actors.Engine.Timers;

/// <summary>
/// The timers of one activation. They end with it, those included that are registered while it takes its leave.
/// </summary>
internal sealed class GrainTimers
{
    /// <summary>Of every activation that is over.</summary>
    public static readonly GrainTimers Ended = new();

    private readonly List<GrainTimer> _timers = [];

    public void Add(GrainTimer timer)
    {
        if (this == Ended)
        {
            timer.Dispose();
            return;
        }

        lock (_timers)
        {
            _timers.Add(timer);
        }
    }

    public void Remove(GrainTimer timer)
    {
        lock (_timers)
        {
            _timers.Remove(timer);
        }
    }

    /// <summary>Ends them all.</summary>
    public void Dispose()
    {
        GrainTimer[] timers;
        lock (_timers)
        {
            timers = [.. _timers];
        }

        foreach (var timer in timers)
        {
            timer.Dispose();
        }
    }
}
