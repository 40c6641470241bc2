using Actors.Domain.Protection;

namespace Actors.Domain.Entrants.Stays;

/// <summary>When the day after another is planned: in the evening, spread by the name of the stay, so not all at once.</summary>
internal static class EveningBefore
{
    private static readonly TimeSpan Evening = TimeSpan.FromHours(2);

    /// <summary>The moment.</summary>
    /// <param name="stay">Whose day it is.</param>
    /// <param name="period">Its days.</param>
    /// <param name="day">The day in whose evening the next one is planned.</param>
    /// <param name="from">The local time at which the evening begins.</param>
    /// <param name="part">Which two bytes of the name spread it: what is planned apart need not come together.</param>
    /// <returns>Null: the day is the last one.</returns>
    public static DateTimeOffset? PlanAt(StayId stay, StayPeriod period, int day, TimeOnly from, int part)
    {
        if (day >= period.LastDay)
        {
            return null;
        }

        Span<byte> name = stackalloc byte[RecordId.ByteCount];
        stay.Record.WriteTo(name);
        var spread = (name[part * 2] << 8 | name[(part * 2) + 1]) % (int)Evening.TotalSeconds;
        return period.Zone.At(period.DateOf(day), from).AddSeconds(spread);
    }
}
