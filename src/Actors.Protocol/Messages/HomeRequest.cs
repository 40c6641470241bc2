namespace Actors.Protocol.Messages;

/// <summary>Asks for what the phone is to show of a person.</summary>
/// <param name="Person">Whose, 32 hexadecimal digits; null: the phone's person.</param>
public sealed record HomeRequest(string? Person = null);
