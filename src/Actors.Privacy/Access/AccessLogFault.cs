namespace Actors.Privacy.Access;

/// <summary>The first place where the access log is not what was written.</summary>
/// <param name="Sequence">The number of the entry.</param>
/// <param name="Kind">What is wrong there.</param>
public sealed record AccessLogFault(long Sequence, AccessLogFaultKind Kind)
{
    /// <summary>One sentence for people.</summary>
    public override string ToString() => Kind switch
    {
        AccessLogFaultKind.Missing => $"Entry {Sequence} is missing.",
        AccessLogFaultKind.Altered => $"Entry {Sequence} was edited, moved or forged.",
        AccessLogFaultKind.Unlinked => $"Entry {Sequence} does not follow the entry before it.",
        AccessLogFaultKind.NotAsAnchored => $"Entry {Sequence} is not the one that the anchor remembers.",
        AccessLogFaultKind.TailMissing => $"The log was cut off: entry {Sequence} and what followed are missing.",
        AccessLogFaultKind.KeyMissing => $"Entry {Sequence} cannot be checked: its key is not in the key file.",
        _ => $"Entry {Sequence}: {Kind}.",
    };
}
