namespace Actors.Protocol.Messages;

/// <summary>A page of what was recorded about a person. Never what is still planned.</summary>
/// <param name="Person">About whom: 32 hexadecimal digits.</param>
/// <param name="Entries">The newest first.</param>
/// <param name="Next">Where the next, older page begins; null: this one goes back to the beginning.</param>
public sealed record TimelinePage(string Person, IReadOnlyList<TimelineEntry> Entries, long? Next);
