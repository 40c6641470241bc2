namespace Actors.Storage.Outages;

/// <summary>
/// The programme clock as signs of life and outages need it. It is the wall clock without its steps, except in
/// demonstrations and load tests, where it may be scaled.
/// </summary>
public interface IProgrammeTime
{
    /// <summary>The current programme time.</summary>
    DateTimeOffset Now { get; }

    /// <summary>Programme seconds per real second; 0 if the clock is stopped.</summary>
    double Speed { get; }

    /// <summary>Whether the clock is scaled, so that its speed can change at any moment.</summary>
    bool IsMadeUp { get; }

    /// <summary>
    /// Moves a scaled clock forward to a moment that an earlier server has reached. Does nothing if the moment has passed
    /// or the clock is the wall clock.
    /// </summary>
    void SkipTo(DateTimeOffset moment);
}

/// <summary>Programme time that equals the time of a clock.</summary>
internal sealed class RealProgrammeTime(TimeProvider clock) : IProgrammeTime
{
    public DateTimeOffset Now => clock.GetUtcNow();

    public bool IsMadeUp => false;

    /// <inheritdoc/>
    public double Speed => 1;

    public void SkipTo(DateTimeOffset moment)
    {
        // This clock cannot be moved.
    }
}
