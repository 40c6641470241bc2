using Actors.Domain.Programmes;
using Actors.Domain.Protection;

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

/// <summary>The order to begin a stay.</summary>
/// <param name="Stay">The id of the stay. Its record key must exist already.</param>
/// <param name="Programme">The programme version whose rules hold until the end of the stay.</param>
/// <param name="LandedAt">When the person landed. Its local date is the day of entry.</param>
/// <param name="IsConfirmed">Whether the roster confirms the person. Nothing counts as missed before.</param>
/// <param name="Carer">The person who answers for this one; <c>null</c> if the person answers.</param>
[GenerateSerializer]
[Alias("stay-order")]
[Immutable]
public sealed record StayOrder(
    [property: Id(0)] StayId Stay,
    [property: Id(1)] ProgrammeVersion Programme,
    [property: Id(2)] DateTimeOffset LandedAt,
    [property: Id(3)] bool IsConfirmed,
    [property: Id(4)] EntrantId? Carer = null);

/// <summary>Spreads the planning of the next day over the evening, by the id of the stay.</summary>
internal static class EveningBefore
{
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
        var spread = (name[part * 2] << 8 | name[(part * 2) + 1]) % (int)Limits.PlanningSpread.TotalSeconds;
        return period.Zone.At(period.DateOf(day), from).AddSeconds(spread);
    }
}
