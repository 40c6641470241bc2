using System.Globalization;
using Orleans.Storage;

namespace Actors.Storage.States;

/// <summary>Creates the exception of a change whose version did not match.</summary>
internal static class Conflicts
{
    /// <summary>
    /// Says that the stored version differs. It does not read the stored version, which may have changed again.
    /// </summary>
    public static InconsistentStateException Of(StateChange change) => new(
        $"Version conflict on {change.Key.StateName} of a grain of type {change.Key.GrainType}.",
        storedEtag: null,
        currentEtag: change.ExpectedVersion == 0 ? null : change.ExpectedVersion.ToString(CultureInfo.InvariantCulture));
}
