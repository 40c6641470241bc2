using Actors.Grains.Scheduling;
using Actors.Storage.Outages;

namespace Actors.Server.Hosting;

/// <summary>The programme time of a clock with a made-up speed or start.</summary>
/// <param name="clock">The clock.</param>
/// <param name="isStartGiven">
/// Whether its start is set; then the clock does not skip to the last time of the former server.
/// </param>
internal sealed class ScaledProgrammeTime(ProgrammeClock clock, bool isStartGiven) : IProgrammeTime
{
    public DateTimeOffset Now => clock.GetUtcNow();

    public bool IsMadeUp => true;

    public double Speed => clock.Speed;

    public void SkipTo(DateTimeOffset moment)
    {
        if (!isStartGiven)
        {
            clock.SkipTo(moment);
        }
    }
}
