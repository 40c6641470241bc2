namespace Actors.Protocol.Messages;

/// <summary>The person looked at a prompt.</summary>
/// <param name="Handle">Its handle.</param>
/// <param name="Person">Whose prompt, 32 hexadecimal digits; null: one of the phone's person.</param>
public sealed record Opening(string Handle, string? Person = null)
{
    /// <summary>Nothing: a handle is as good as an answer.</summary>
    public override string ToString() => nameof(Opening);
}
