namespace Actors.Protocol.Messages;

/// <summary>The whole stay, one square a day.</summary>
/// <param name="FirstDay">The number of the first square.</param>
/// <param name="Days">From the first to the last day.</param>
public sealed record Progress(int FirstDay, IReadOnlyList<DayStatus> Days);
