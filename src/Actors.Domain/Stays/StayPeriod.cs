using Actors.Domain.Programmes;

namespace Actors.Domain.Stays;

/// <summary>The days of a stay, as the rules count them from the moment of landing (SPEC Q1).</summary>
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

    /// <summary>Whose local time the days are in.</summary>
    public ProgrammeZone Zone { get; }

    /// <summary>The local date of landing.</summary>
    public DateOnly EntryDate { get; }

    /// <summary>The number of the day of entry.</summary>
    public int FirstDay { get; }

    /// <summary>The local date of the last moment.</summary>
    public DateOnly LastDate { get; }

    /// <summary>
    /// The number of the last day. Where the period ends after hours it may differ by one from the number in the rules:
    /// after a landing at midnight sharp, or when the clocks change.
    /// </summary>
    public int LastDay => NumberOf(LastDate);

    /// <summary>The moment from which the person is free.</summary>
    public DateTimeOffset FreeAt { get; }

    /// <summary>The period of a person who landed at a moment.</summary>
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
    /// The number of the day at a moment; null before the day of entry begins and from the moment the person is free.
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

    /// <summary>The number that a date has or would have; below the first or above the last when it is outside.</summary>
    public int NumberOf(DateOnly date) => date.DayNumber - EntryDate.DayNumber + FirstDay;

    /// <summary>The date of a day.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The period has no such day.</exception>
    public DateOnly DateOf(int day)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(day, FirstDay);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(day, LastDay);
        return EntryDate.AddDays(day - FirstDay);
    }
}
