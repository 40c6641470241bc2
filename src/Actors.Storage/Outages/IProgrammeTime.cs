namespace Actors.Storage.Outages;

/// <summary>
/// The clock by which people live, as far as signs of life and outages need it. The wall clock, unless the time of the
/// programme is made up for a demonstration or a load test.
/// </summary>
public interface IProgrammeTime
{
    /// <summary>The present moment.</summary>
    DateTimeOffset Now { get; }

    /// <summary>Programme seconds per real second; 0: it stands still.</summary>
    double Speed { get; }

    /// <summary>Whether it is not the real time, so that its speed may change at any moment.</summary>
    bool IsMadeUp { get; }

    /// <summary>
    /// Moves on to a moment that a server before this one has shown. Does nothing when it is over, or when the clock is
    /// the real one.
    /// </summary>
    void SkipTo(DateTimeOffset moment);
}

/// <summary>People live by a clock that nobody moves.</summary>
internal sealed class RealProgrammeTime(TimeProvider clock) : IProgrammeTime
{
    public DateTimeOffset Now => clock.GetUtcNow();

    public bool IsMadeUp => false;

    /// <inheritdoc/>
    public double Speed => 1;

    public void SkipTo(DateTimeOffset moment)
    {
        // It shows what it shows.
    }
}
