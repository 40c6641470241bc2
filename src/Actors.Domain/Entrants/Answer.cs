using Actors.Domain.Ledger;

namespace Actors.Domain.Entrants;

/// <summary>What every answer of a phone carries.</summary>
/// <param name="Command">Its identity.</param>
/// <param name="Handle">The handle of the prompt that it answers; <c>null</c> if it answers none, or the one of the
/// day.</param>
/// <param name="AnsweredAt">When the person gave it, by the phone's clock.</param>
public readonly record struct Answer(CommandId Command, string? Handle, DateTimeOffset AnsweredAt)
{
    /// <summary>A handle is not for logs.</summary>
    public override string ToString() => $"answer {Command.Value:x16}";
}
