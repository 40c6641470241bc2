using Actors.Domain.Programmes;

namespace Actors.Domain.Inspection;

/// <summary>
/// Finds when a person landed. The date of entry is the date of landing, also when the inspection ends after midnight (SPEC E9).
/// </summary>
public static class Landing
{
    private static readonly TimeOnly LastMinute = new(23, 59);

    /// <summary>Finds the moment.</summary>
    /// <param name="typed">The local time that the officer typed; <c>null</c> if none.</param>
    /// <param name="flightDate">The date of the flight on the roster; <c>null</c> if it is not known.</param>
    /// <param name="programme">The programme.</param>
    /// <param name="now">The programme clock.</param>
    /// <returns>
    /// The last moment before now with the typed time. Without one, now if the flight is of today, or the end of its date if it
    /// is of one of the days before; otherwise <c>null</c>: the officer types the time.
    /// </returns>
    public static DateTimeOffset? Find(TimeOnly? typed, DateOnly? flightDate, Programme programme, DateTimeOffset now)
    {
        var today = programme.Zone.DateAt(now);
        if (typed is { } time)
        {
            var at = programme.Zone.At(today, time);
            return at <= now ? at : programme.Zone.At(today.AddDays(-1), time);
        }

        return flightDate is not { } date || date > today
            || today.DayNumber - date.DayNumber > programme.Inspection.LandedWithinDays ? null
            : date == today ? now
            : programme.Zone.At(date, LastMinute);
    }
}
