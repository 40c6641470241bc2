using Actors.Grains.Clocks;
using Actors.Storage.Outages;

namespace Actors.Server.Hosting;

/// <summary>Lets storage stamp signs of life and outages by a programme clock that is made up.</summary>
/// <param name="clock">The clock.</param>
/// <param name="isStartGiven">Whether the settings give its time at the start.</param>
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
