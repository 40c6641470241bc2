namespace Actors.Protocol.Messages;

/// <summary>The person is at the place of stay.</summary>
/// <param name="CommandId">Drawn by the phone and kept when it sends the command again: see <see cref="Protocol.CommandId"/>.</param>
/// <param name="Fix">Where.</param>
/// <param name="AnsweredAt">When the person pressed, by the phone's clock.</param>
/// <param name="Person">For whom, 32 hexadecimal digits; null: the phone's person.</param>
public sealed record CheckIn(string CommandId, Fix Fix, DateTimeOffset AnsweredAt, string? Person = null);
