namespace Actors.Protocol.Messages;

/// <summary>A position.</summary>
/// <param name="CommandId">Drawn by the phone and kept when it sends the command again: see <see cref="Protocol.CommandId"/>.</param>
/// <param name="Fix">Where.</param>
/// <param name="AnsweredAt">When the person gave it, by the phone's clock.</param>
/// <param name="Handle">Of the prompt that it answers; null: nobody asked.</param>
/// <param name="Person">Of whom, 32 hexadecimal digits; null: the phone's person.</param>
public sealed record LocationReport(
    string CommandId, Fix Fix, DateTimeOffset AnsweredAt, string? Handle = null, string? Person = null)
{
    /// <summary>The command alone: a handle is as good as an answer.</summary>
    public override string ToString() => $"{nameof(LocationReport)} {CommandId}";
}
