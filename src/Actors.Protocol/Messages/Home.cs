using System.Text.Json.Serialization;

namespace Actors.Protocol.Messages;

/// <summary>Asks for the home screen of a person.</summary>
/// <param name="Person">The id of a companion; null for the phone's person.</param>
public sealed record HomeRequest(string? Person = null);

/// <summary>The home screen of one person. It never shows prompts that are planned but not sent.</summary>
/// <param name="Person">The id of the person, 32 hexadecimal digits.</param>
/// <param name="At">The programme time for which the screen is true.</param>
/// <param name="State">The state of the stay.</param>
/// <param name="EndDate">The quarantine end date, local to the programme; null until the details are confirmed.</param>
/// <param name="EndsAt">The moment at which quarantine ends; null until the details are confirmed.</param>
/// <param name="Day">The number of today; the day of entry is 0. Null if there is no stay or it has ended.</param>
/// <param name="LastDay">The number of the last day; null if there is no stay.</param>
/// <param name="Checklist">The tasks of today; null if there is no stay.</param>
/// <param name="Progress">One square for each day; null if there is no stay.</param>
/// <param name="Prompts">The prompts that can be answered now, in time or late.</param>
/// <param name="Texts">Lines for the screen in the language of the phone, the most important first.</param>
/// <param name="Zone">
/// The time zone by which days and hours of the stay count, such as <c>Asia/Tokyo</c>; null if there is no stay.
/// </param>
public sealed record Home(
    string Person, DateTimeOffset At, HomeState State, DateOnly? EndDate, DateTimeOffset? EndsAt, int? Day, int? LastDay,
    Checklist? Checklist, Progress? Progress, IReadOnlyList<Prompt> Prompts, IReadOnlyList<HomeText> Texts,
    string? Zone = null);

/// <summary>The state of a stay.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<HomeState>))]
public enum HomeState
{
    /// <summary>There is no stay.</summary>
    None,

    /// <summary>The details are not confirmed: no end date is shown, and nothing counts as missed.</summary>
    Unconfirmed,

    /// <summary>The stay is in progress.</summary>
    Confirmed,

    /// <summary>The stay has ended.</summary>
    Ended,
}

/// <summary>A line of the home screen.</summary>
/// <param name="Key">The key of the text in the catalogue.</param>
/// <param name="Text">In the language of the phone.</param>
public sealed record HomeText(string Key, string Text);

/// <summary>The tasks of today.</summary>
/// <param name="CheckedIn">Whether the person has checked in at the place of stay.</param>
/// <param name="LocationAnswered">Number of today's location prompts that were answered, in time or late.</param>
/// <param name="LocationDue">Number of today's location prompts that were sent and count.</param>
/// <param name="Health">The state of today's health report.</param>
/// <param name="HealthFrom">From when it can be given.</param>
/// <param name="HealthUntil">Until when it is in time.</param>
public sealed record Checklist(
    bool CheckedIn, int LocationAnswered, int LocationDue, HealthItem Health, DateTimeOffset HealthFrom,
    DateTimeOffset HealthUntil);

/// <summary>The state of today's health report.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<HealthItem>))]
public enum HealthItem
{
    /// <summary>No report is asked for today.</summary>
    NotAsked,

    /// <summary>The report is asked for later today.</summary>
    NotYet,

    /// <summary>The report can be given in time.</summary>
    Open,

    /// <summary>The report was given in time.</summary>
    Done,

    /// <summary>The report was not given in time and can still be given.</summary>
    Overdue,

    /// <summary>The report was given late.</summary>
    Late,
}

/// <summary>The whole stay, one square for each day.</summary>
/// <param name="FirstDay">The day number of the first square.</param>
/// <param name="Days">From the first to the last day.</param>
public sealed record Progress(int FirstDay, IReadOnlyList<DayStatus> Days);

/// <summary>The square of one day.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<DayStatus>))]
public enum DayStatus
{
    /// <summary>Everything that counts was answered in time.</summary>
    Complete,

    /// <summary>Something was missed or late, but not everything was missed.</summary>
    Partial,

    /// <summary>Everything that counts was missed.</summary>
    Missed,

    /// <summary>Nothing counted on this day.</summary>
    Excused,

    /// <summary>The day is in progress.</summary>
    Today,

    /// <summary>The day lies ahead.</summary>
    Ahead,
}
