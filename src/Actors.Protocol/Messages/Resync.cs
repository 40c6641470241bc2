namespace Actors.Protocol.Messages;

/// <summary>The server asks for a new Hello.</summary>
/// <param name="Reason">For logs of the app; not for the person.</param>
public sealed record Resync(string Reason);
