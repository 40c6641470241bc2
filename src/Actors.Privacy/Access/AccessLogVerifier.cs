using System.Security.Cryptography;

namespace Actors.Privacy.Access;

/// <summary>Reads the access log from its beginning and stops at the first fault.</summary>
internal sealed class AccessLogVerifier(IAccessLogTable table, AccessChain chain)
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
