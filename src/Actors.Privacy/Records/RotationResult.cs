namespace Actors.Privacy.Records;

/// <summary>What a run of <see cref="MasterKeyRotation"/> did.</summary>
/// <param name="Rewrapped">Records whose key it wrapped under the current master key.</param>
/// <param name="Failed">
/// Records whose stored key does not open: damaged, or their master key is missing. They are in the log.
/// </param>
/// <param name="Left">Records that are still under another master key, the failed ones among them.</param>
public sealed record RotationResult(long Rewrapped, long Failed, long Left);
