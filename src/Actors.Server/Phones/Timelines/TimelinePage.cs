using System.Collections.Immutable;

namespace Actors.Server.Phones.Timelines;

/// <summary>A page of a timeline.</summary>
/// <param name="Entries">At most <see cref="Size"/>, the newest first.</param>
/// <param name="Next">Where the next page begins; null: there is none.</param>
public sealed record TimelinePage(ImmutableArray<TimelineEntry> Entries, long? Next)
{
    /// <summary>How many entries a page has at most.</summary>
    public const int Size = 50;
}
