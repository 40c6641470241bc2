namespace Actors.Protocol.Messages;

/// <summary>Asks for what was recorded about a person in the present stay or the last one.</summary>
/// <param name="Person">Whose, 32 hexadecimal digits; null: the phone's person.</param>
/// <param name="Before">The <see cref="TimelinePage.Next"/> of the page before; null: the newest page.</param>
public sealed record TimelineRequest(string? Person = null, long? Before = null);
