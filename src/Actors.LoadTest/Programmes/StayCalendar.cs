namespace Actors.LoadTest.Programmes;

/// <summary>The days of one stay, counted from the rules and the moment of landing alone.</summary>
public sealed class StayCalendar
{
    private readonly ProgrammeRules _rules;

    /// <summary>Creates the calendar for a moment of landing.</summary>
    public StayCalendar(ProgrammeRules rules, DateTimeOffset landedAt)
    {
        _rules = rules;
        EntryDate = DateAt(landedAt);
        FreeAt = rules.FreeAfterHours is { } hours
            ? landedAt.AddHours(hours)
            : At(EntryDate.AddDays(rules.LastDay - rules.EntryDay + 1), TimeOnly.MinValue);
    }

    /// <summary>The local date of landing.</summary>
    public DateOnly EntryDate { get; }

    /// <summary>When the stay ends.</summary>
    public DateTimeOffset FreeAt { get; }

    /// <summary>The number of the last day.</summary>
    public int LastDay => NumberAt(FreeAt.AddTicks(-1));

    /// <summary>The number of the day at a moment.</summary>
    public int NumberAt(DateTimeOffset moment) => DateAt(moment).DayNumber - EntryDate.DayNumber + _rules.EntryDay;

    /// <summary>The date of a day.</summary>
    public DateOnly DateOf(int day) => EntryDate.AddDays(day - _rules.EntryDay);

    /// <summary>
    /// The moment of a local time on a day. A skipped local time moves forward; of an ambiguous one the first counts.
    /// </summary>
    public DateTimeOffset At(int day, TimeOnly time) => At(DateOf(day), time);

    private DateOnly DateAt(DateTimeOffset moment) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, _rules.Zone).DateTime);

    private DateTimeOffset At(DateOnly date, TimeOnly time)
    {
        var local = date.ToDateTime(time);
        var offset = _rules.Zone.IsAmbiguousTime(local)
            ? _rules.Zone.GetAmbiguousTimeOffsets(local).Max()
            : _rules.Zone.GetUtcOffset(_rules.Zone.IsInvalidTime(local) ? local.AddHours(-2) : local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }
}
