namespace Actors.Protocol.Messages;

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
