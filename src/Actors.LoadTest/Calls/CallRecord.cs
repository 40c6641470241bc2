using Actors.Protocol.Messages;

namespace Actors.LoadTest.Calls;

/// <summary>What a caller saw of one call.</summary>
/// <param name="Setup">From sending the offer until media could go; null: never connected.</param>
/// <param name="Face">What the machine saw; null: it said nothing.</param>
/// <param name="WasEscalated">Whether the caller came to wait for staff.</param>
/// <param name="LastCode">The last that the machine said of a picture.</param>
/// <param name="Failure">Why there was no call; null: there was.</param>
internal sealed record CallRecord(
    TimeSpan? Setup, FaceOutcome? Face, bool WasEscalated, string? LastCode = null, string? Failure = null)
{
    /// <summary>Whether it came to an end of which the caller was told: seen, not seen, not to be told, or handed over.</summary>
    public bool HasVerdict => Face is not null || WasEscalated;
}
