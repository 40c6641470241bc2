namespace Actors.Protocol.Messages;

/// <summary>Asks the phone for its condition.</summary>
/// <param name="SentAt">By the clock of the server.</param>
public sealed record Ping(DateTimeOffset SentAt);
