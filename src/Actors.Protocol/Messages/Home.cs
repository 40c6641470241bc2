namespace Actors.Protocol.Messages;

/// <summary>What the phone shows of one person. Never what is still planned.</summary>
/// <param name="Person">Whom it shows: 32 hexadecimal digits.</param>
/// <param name="At">By the clock of prompts: what is true then.</param>
/// <param name="State">How far the stay is.</param>
/// <param name="EndDate">The quarantine end date, local to the programme; null until the person is confirmed.</param>
/// <param name="EndsAt">The moment at which the person is free; null until the person is confirmed.</param>
/// <param name="Day">The number of the present day; the day of entry is 0. Null: no stay, or it is over.</param>
/// <param name="LastDay">The number of the last day; null: no stay.</param>
/// <param name="Checklist">What there is to do today; null: no stay.</param>
/// <param name="Progress">One square a day; null: no stay.</param>
/// <param name="Prompts">Those that can be answered now, in time or late.</param>
/// <param name="Texts">Lines for the screen, in the language of the phone, the most important first.</param>
public sealed record Home(
    string Person, DateTimeOffset At, HomeState State, DateOnly? EndDate, DateTimeOffset? EndsAt, int? Day, int? LastDay,
    Checklist? Checklist, Progress? Progress, IReadOnlyList<Prompt> Prompts, IReadOnlyList<HomeText> Texts);
