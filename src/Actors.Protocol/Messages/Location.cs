namespace Actors.Protocol.Messages;

/// <summary>A position as the phone found it.</summary>
/// <param name="Latitude">Degrees north, WGS 84, -90 to 90.</param>
/// <param name="Longitude">Degrees east, WGS 84, -180 to 180.</param>
/// <param name="AccuracyMetres">
/// Radius of the circle that holds the phone with 68 % probability; negative if the position is invalid.
/// </param>
/// <param name="TakenAt">When the phone found the position, by the same clock as the time of the answer.</param>
/// <param name="IsMock">Whether the system reports a made-up position. A hint for staff, never a verdict.</param>
public sealed record Fix(
    double Latitude, double Longitude, double AccuracyMetres, DateTimeOffset TakenAt, bool IsMock = false)
{
    /// <summary>Omits the position, which must not reach logs.</summary>
    public override string ToString() => nameof(Fix);
}

/// <summary>The person is at the place of stay.</summary>
/// <param name="CommandId">Drawn by the phone, the same for every attempt: see <see cref="Protocol.CommandId"/>.</param>
/// <param name="Fix">The position.</param>
/// <param name="AnsweredAt">When the person pressed the button.</param>
/// <param name="Person">The id of a companion; null for the phone's person.</param>
/// <param name="SentAt">When the phone sent this attempt, by the same clock; null if it does not say.</param>
public sealed record CheckIn(
    string CommandId, Fix Fix, DateTimeOffset AnsweredAt, string? Person = null, DateTimeOffset? SentAt = null);

/// <summary>A position, as the answer to a prompt or unasked.</summary>
/// <param name="CommandId">Drawn by the phone, the same for every attempt: see <see cref="Protocol.CommandId"/>.</param>
/// <param name="Fix">The position.</param>
/// <param name="AnsweredAt">When the person gave the answer.</param>
/// <param name="Handle">The handle of the answered prompt; null if the report is unasked.</param>
/// <param name="Person">The id of a companion; null for the phone's person.</param>
/// <param name="SentAt">When the phone sent this attempt, by the same clock; null if it does not say.</param>
public sealed record LocationReport(
    string CommandId, Fix Fix, DateTimeOffset AnsweredAt, string? Handle = null, string? Person = null,
    DateTimeOffset? SentAt = null)
{
    /// <summary>Omits the position and the handle, which must not reach logs.</summary>
    public override string ToString() => $"{nameof(LocationReport)} {CommandId}";
}

/// <summary>Asks for a page of the record of the present stay, or of the last one.</summary>
/// <param name="Person">The id of a companion; null for the phone's person.</param>
/// <param name="Before">The <see cref="TimelinePage.Next"/> of the page before; null for the newest page.</param>
public sealed record TimelineRequest(string? Person = null, long? Before = null);

/// <summary>A page of the record of a person. It never shows what is planned.</summary>
/// <param name="Person">The id of the person, 32 hexadecimal digits.</param>
/// <param name="Entries">The newest first.</param>
/// <param name="Next">The start of the next, older page; null if this page is the oldest.</param>
public sealed record TimelinePage(string Person, IReadOnlyList<TimelineEntry> Entries, long? Next);

/// <summary>One recorded event.</summary>
/// <param name="At">When it happened, in programme time.</param>
/// <param name="Code">What happened, such as <c>location-reported</c>. Later servers may add codes.</param>
/// <param name="Text">The same in the language of the phone.</param>
/// <param name="Fate">The outcome that the event gave a prompt; null if it concerns none.</param>
/// <param name="Excuse">Why the prompt does not count, in the language of the phone; null if it counts.</param>
public sealed record TimelineEntry(
    DateTimeOffset At, string Code, string Text, PromptOutcome? Fate = null, string? Excuse = null);
