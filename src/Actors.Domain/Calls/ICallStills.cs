using Actors.Domain.Protection;

namespace Actors.Domain.Calls;

/// <summary>
/// Keeps a few still pictures of each call as evidence, sealed, until they expire (SPEC V5). It only stores them:
/// reading goes through the access log.
/// </summary>
public interface ICallStills
{
    /// <summary>
    /// Keeps stills durably, all of them or none. A number that is there already keeps the picture it has, so it can be
    /// repeated; what has expired is not kept.
    /// </summary>
    /// <param name="owner">Whose they are.</param>
    /// <param name="stills">At most <see cref="Limits.StillsPerCall"/>, with different numbers.</param>
    /// <param name="expiresAt">When they are to be gone, by the clock of the programme.</param>
    /// <param name="cancellationToken">Gives up; they may have been kept.</param>
    /// <returns>How many were not there before.</returns>
    /// <exception cref="ArgumentException">Two have one number.</exception>
    /// <exception cref="RecordUnknownException">The record never had a key.</exception>
    /// <exception cref="RecordShreddedException">The record was shredded; nothing was kept.</exception>
    Task<int> KeepAsync(
        CallStillOwner owner,
        IReadOnlyCollection<CallStill> stills,
        DateTimeOffset expiresAt,
        CancellationToken cancellationToken = default);
}
