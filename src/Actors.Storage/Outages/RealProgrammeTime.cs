namespace Actors.Storage.Outages;

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
