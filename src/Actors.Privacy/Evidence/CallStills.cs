using Actors.Domain.Calls;
using Actors.Domain.Protection;

namespace Actors.Privacy.Evidence;

/// <summary>Seals stills under the key of their record and stores them.</summary>
internal sealed class CallStills(
    CallStillTable table, IRecordKeys keys, TimeProvider programmeClock, CallStillMeters meters) : ICallStills
{
    /// <inheritdoc/>
    public async Task<int> KeepAsync(
        CallStillOwner owner,
        IReadOnlyCollection<CallStill> stills,
        DateTimeOffset expiresAt,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(owner);
        ArgumentNullException.ThrowIfNull(stills);
        if (stills.DistinctBy(still => still.Number).Count() != stills.Count)
        {
            throw new ArgumentException("Two stills have the same number.", nameof(stills));
        }

        // A late repeat must not restore what was deleted.
        if (stills.Count == 0 || expiresAt <= programmeClock.GetUtcNow())
        {
            return 0;
        }

        var rows = await SealAsync(owner, stills, expiresAt, cancellationToken);
        var kept = await table.InsertAsync(rows, cancellationToken);
        meters.CountKept(kept);
        return kept;
    }

    private async Task<IReadOnlyCollection<StoredCallStill>> SealAsync(
        CallStillOwner owner,
        IReadOnlyCollection<CallStill> stills,
        DateTimeOffset expiresAt,
        CancellationToken cancellationToken)
    {
        using var key = await keys.OpenAsync(owner.Record, cancellationToken);
        return
        [
            .. stills.Select(still => new StoredCallStill(
                owner, still.Number, still.TakenAt, expiresAt, SealedStill.Seal(key, owner, still))),
        ];
    }
}

/// <summary>A stored still.</summary>
/// <param name="Owner">The call and the person.</param>
/// <param name="Number">The number among the stills of the owner.</param>
/// <param name="TakenAt">When it was taken, to the microsecond.</param>
/// <param name="ExpiresAt">When it expires.</param>
/// <param name="Picture">The sealed picture; see <see cref="SealedStill"/>.</param>
internal sealed record StoredCallStill(
    CallStillOwner Owner, int Number, DateTimeOffset TakenAt, DateTimeOffset ExpiresAt, Sealed Picture);
