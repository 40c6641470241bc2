using Actors.Domain.Programmes;

namespace Actors.Domain.Entrants.Stays;

/// <summary>The days of a stay, counted from the moment of landing (SPEC Q1).</summary>
public sealed record StayPeriod
{
    private StayPeriod(ProgrammeZone zone, DateOnly entryDate, int firstDay, DateTimeOffset freeAt)
    {
        Zone = zone;
        EntryDate = entryDate;
        FirstDay = firstDay;
        FreeAt = freeAt;
        LastDate = zone.DateAt(freeAt.AddTicks(-1));
    }

    /// <summary>The zone of the local days.</summary>
    public ProgrammeZone Zone { get; }

    /// <summary>The local date of landing.</summary>
    public DateOnly EntryDate { get; }

    /// <summary>The number of the day of entry.</summary>
    public int FirstDay { get; }

    /// <summary>The local date of the last moment of the stay.</summary>
    public DateOnly LastDate { get; }

    /// <summary>
    /// The number of the last day. If the period ends after a number of hours, it can differ by one from the number in
    /// the rules: after a landing at exactly midnight, or when the clocks changed.
    /// </summary>
    public int LastDay => NumberOf(LastDate);

    /// <summary>The moment at which the stay ends and the person is free.</summary>
    public DateTimeOffset FreeAt { get; }

    /// <summary>Computes the period for a moment of landing.</summary>
    public static StayPeriod For(DayRules rules, ProgrammeZone zone, DateTimeOffset landedAt)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(zone);
        var entryDate = zone.DateAt(landedAt);
        var freeAt = rules.FreeAfterHours is { } hours
            ? landedAt.ToUniversalTime().AddHours(hours)
            : zone.StartOf(entryDate.AddDays(rules.LastDay - rules.EntryDay + 1));
        return new StayPeriod(zone, entryDate, rules.EntryDay, freeAt);
    }

    /// <summary>
    /// The number of the day at a moment; <c>null</c> before the day of entry and from <see cref="FreeAt"/> on.
    /// </summary>
    public int? DayAt(DateTimeOffset instant)
    {
        if (instant >= FreeAt)
        {
            return null;
        }

        var date = Zone.DateAt(instant);
        return date < EntryDate ? null : NumberOf(date);
    }

    /// <summary>The number of a date; below the first or above the last day for a date outside the period.</summary>
    public int NumberOf(DateOnly date) => date.DayNumber - EntryDate.DayNumber + FirstDay;

    /// <summary>The local date of a day.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The period has no such day.</exception>
    public DateOnly DateOf(int day)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(day, FirstDay);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(day, LastDay);
        return EntryDate.AddDays(day - FirstDay);
    }
}
