using System.Security.Cryptography;

namespace Actors.Privacy.Access;

/// <summary>Reads the access log from its beginning to the first fault.</summary>
internal sealed class AccessLogVerifier(AccessLogTable table, AccessChain chain)
{
    private const int PageSize = 1_000;

    public async Task<AccessLogVerdict> VerifyAsync(
        IReadOnlyCollection<AccessLogAnchor> anchors, CancellationToken cancellationToken)
    {
        var expected = anchors.ToLookup(anchor => anchor.Sequence);
        var head = AccessLogAnchor.Beginning;
        var page = await table.ReadAsync(long.MinValue, PageSize, cancellationToken);
        while (page.Count > 0)
        {
            foreach (var entry in page)
            {
                if (FindFault(entry, head, expected[entry.Sequence]) is { } fault)
                {
                    return Verdict(head, fault);
                }

                head = new AccessLogAnchor(entry.Sequence, entry.Hash);
            }

            page = await table.ReadAsync(head.Sequence, PageSize, cancellationToken);
        }

        return Verdict(
            head,
            anchors.Any(anchor => anchor.Sequence > head.Sequence)
                ? new AccessLogFault(head.Sequence + 1, AccessLogFaultKind.TailMissing)
                : null);
    }

    private static AccessLogVerdict Verdict(AccessLogAnchor head, AccessLogFault? fault) =>
        new(head.Sequence, head.Sequence > 0 ? head : null, fault);

    private AccessLogFault? FindFault(AccessLogEntry entry, AccessLogAnchor before, IEnumerable<AccessLogAnchor> anchors)
    {
        if (entry.Sequence != before.Sequence + 1)
        {
            return new AccessLogFault(before.Sequence + 1, AccessLogFaultKind.Missing);
        }

        if (!chain.HasKey(entry.KeyId))
        {
            return new AccessLogFault(entry.Sequence, AccessLogFaultKind.KeyMissing);
        }

        if (!CryptographicOperations.FixedTimeEquals(chain.Hash(entry), entry.Hash.Span))
        {
            return new AccessLogFault(entry.Sequence, AccessLogFaultKind.Altered);
        }

        if (!entry.PreviousHash.Span.SequenceEqual(before.Hash.Span))
        {
            return new AccessLogFault(entry.Sequence, AccessLogFaultKind.Unlinked);
        }

        return anchors.Any(anchor => !anchor.Hash.Span.SequenceEqual(entry.Hash.Span))
            ? new AccessLogFault(entry.Sequence, AccessLogFaultKind.NotAsAnchored)
            : null;
    }
}

/// <summary>The result of a verification of the access log.</summary>
/// <param name="IntactEntries">The number of intact entries from the beginning.</param>
/// <param name="Head">The last intact entry; <c>null</c> if none.</param>
/// <param name="Fault">The first fault; <c>null</c> if none.</param>
public sealed record AccessLogVerdict(long IntactEntries, AccessLogAnchor? Head, AccessLogFault? Fault)
{
    /// <summary>Whether there is no fault.</summary>
    public bool IsIntact => Fault is null;
}

/// <summary>The first fault in the access log.</summary>
/// <param name="Sequence">The sequence of the entry.</param>
/// <param name="Kind">The kind of fault.</param>
public sealed record AccessLogFault(long Sequence, AccessLogFaultKind Kind)
{
    /// <summary>A sentence for operators.</summary>
    public override string ToString() => Kind switch
    {
        AccessLogFaultKind.Missing => $"Entry {Sequence} is missing.",
        AccessLogFaultKind.Altered => $"Entry {Sequence} was edited, moved or forged.",
        AccessLogFaultKind.Unlinked => $"Entry {Sequence} does not follow the entry before it.",
        AccessLogFaultKind.NotAsAnchored => $"Entry {Sequence} differs from its anchor.",
        AccessLogFaultKind.TailMissing => $"The log was cut off: entry {Sequence} and what followed are missing.",
        AccessLogFaultKind.KeyMissing => $"Entry {Sequence} cannot be checked: its key is not in the key file.",
        _ => $"Entry {Sequence}: {Kind}.",
    };
}

/// <summary>The kind of a fault in the access log.</summary>
public enum AccessLogFaultKind
{
    /// <summary>An entry is missing although later ones exist.</summary>
    Missing,

    /// <summary>An entry was edited, moved, or created without the key.</summary>
    Altered,

    /// <summary>
    /// An entry is genuine but does not follow the previous one: parts of two histories were combined.
    /// </summary>
    Unlinked,

    /// <summary>An entry differs from its anchor: the log up to it was replaced.</summary>
    NotAsAnchored,

    /// <summary>The log ends before an anchor: its end was cut off.</summary>
    TailMissing,

    /// <summary>The secret of an entry is missing, so the entry cannot be verified.</summary>
    KeyMissing,
}
