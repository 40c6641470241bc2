namespace Actors.Protocol.Messages;

/// <summary>Says which call is meant.</summary>
/// <param name="Number">As in <see cref="VideoCall.Number"/>.</param>
public sealed record CallReference(int Number);
