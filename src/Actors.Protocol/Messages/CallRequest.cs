namespace Actors.Protocol.Messages;

/// <summary>The person wants to be called now. Nothing is in it yet.</summary>
public sealed record CallRequest;
