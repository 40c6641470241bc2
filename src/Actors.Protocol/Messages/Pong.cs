namespace Actors.Protocol.Messages;

/// <summary>The answer to a ping.</summary>
/// <param name="Condition">What the phone says of itself; null: as before.</param>
public sealed record Pong(Condition? Condition = null);
