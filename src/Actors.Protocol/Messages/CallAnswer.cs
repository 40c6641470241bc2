namespace Actors.Protocol.Messages;

/// <summary>What the server answers to an offer.</summary>
/// <param name="Answer">The session description of the server: it only receives. All its candidates are in it.</param>
public sealed record CallAnswer(string Answer)
{
    /// <summary>Nothing: addresses are in it.</summary>
    public override string ToString() => nameof(CallAnswer);
}
