using Actors.Domain.Protection;

namespace Actors.Domain.Entrants.Stays;

/// <summary>Spreads the planning of the next day over the evening, by the id of the stay.</summary>
internal static class EveningBefore
{
    private static readonly TimeSpan Evening = TimeSpan.FromHours(2);

    /// <summary>When the next day is planned.</summary>
    /// <param name="stay">The stay.</param>
    /// <param name="period">The days of the stay.</param>
    /// <param name="day">The day in whose evening the next one is planned.</param>
    /// <param name="from">The local time at which the evening begins.</param>
    /// <param name="part">
    /// Which two bytes of the id spread the planning, so that prompts and calls are planned at different times.
    /// </param>
    /// <returns>The moment; <c>null</c> if the day is the last one.</returns>
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
