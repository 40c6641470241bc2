using Actors.Domain.Calls;
using Actors.Domain.Protection;

namespace Actors.Privacy.Evidence;

/// <summary>A still as it is stored.</summary>
/// <param name="Owner">Whose it is.</param>
/// <param name="Number">Which one.</param>
/// <param name="TakenAt">When it was taken, to the microsecond.</param>
/// <param name="ExpiresAt">When it is to be gone.</param>
/// <param name="Picture">Sealed; see <see cref="SealedStill"/>.</param>
internal sealed record StoredCallStill(
    CallStillOwner Owner, int Number, DateTimeOffset TakenAt, DateTimeOffset ExpiresAt, Sealed Picture);
