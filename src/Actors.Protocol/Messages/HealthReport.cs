namespace Actors.Protocol.Messages;

/// <summary>How a person feels.</summary>
/// <param name="CommandId">Drawn by the phone and kept when it sends the command again: see <see cref="Protocol.CommandId"/>.</param>
/// <param name="AnsweredAt">When the person answered, by the phone's clock.</param>
/// <param name="Symptoms">Names of <see cref="Symptom"/>, at most <see cref="Limits.Symptoms"/>; empty: none.</param>
/// <param name="TemperatureCelsius">The temperature of the body; null: not measured.</param>
/// <param name="Note">In the person's own words, at most <see cref="Limits.NoteLength"/> characters; null: nothing.</param>
/// <param name="Handle">Of the prompt that it answers; null: the one of the day.</param>
/// <param name="Person">Of whom, 32 hexadecimal digits; null: the phone's person.</param>
public sealed record HealthReport(
    string CommandId, DateTimeOffset AnsweredAt, IReadOnlyList<string> Symptoms, decimal? TemperatureCelsius = null,
    string? Note = null, string? Handle = null, string? Person = null)
{
    /// <summary>The command alone: how somebody feels does not belong into logs.</summary>
    public override string ToString() => $"{nameof(HealthReport)} {CommandId}";
}
