using System.Globalization;
using Orleans.Storage;

namespace Actors.Storage.States;

/// <summary>Words the refusal of a change whose version did not match.</summary>
internal static class Conflicts
{
    /// <summary>
    /// The stored version is another than the writer's. Which one is not asked: it may have changed again.
    /// </summary>
    public static InconsistentStateException Of(StateChange change) => new(
        $"Version conflict on {change.Key.StateName} of a grain of type {change.Key.GrainType}.",
        storedEtag: null,
        currentEtag: change.ExpectedVersion == 0 ? null : change.ExpectedVersion.ToString(CultureInfo.InvariantCulture));
}
