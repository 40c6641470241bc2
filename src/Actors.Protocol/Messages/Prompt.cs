namespace Actors.Protocol.Messages;

/// <summary>Something that a person is asked.</summary>
/// <param name="Handle">What the answer carries: good once, for this person only.</param>
/// <param name="Kind">What is asked.</param>
/// <param name="IssuedAt">When it was sent.</param>
/// <param name="ClosesAt">
/// Until when an answer is in time; later ones are kept and marked late. It moves when the platform was away.
/// </param>
/// <param name="State">What became of it so far.</param>
/// <param name="Text">In the language of the phone.</param>
public sealed record Prompt(
    string Handle, PromptKind Kind, DateTimeOffset IssuedAt, DateTimeOffset ClosesAt, PromptState State, string Text)
{
    /// <summary>A handle is as good as an answer: it is not for logs.</summary>
    public override string ToString() => $"{Kind} {State}";
}
