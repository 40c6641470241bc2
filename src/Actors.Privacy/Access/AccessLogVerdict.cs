namespace Actors.Privacy.Access;

/// <summary>What the verification of the access log found.</summary>
/// <param name="IntactEntries">How many entries from the beginning are what was written.</param>
/// <param name="Head">The last of them; null: none.</param>
/// <param name="Fault">The first fault; null: none.</param>
public sealed record AccessLogVerdict(long IntactEntries, AccessLogAnchor? Head, AccessLogFault? Fault)
{
    /// <summary>True when nothing is wrong.</summary>
    public bool IsIntact => Fault is null;
}
