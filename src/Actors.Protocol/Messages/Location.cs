namespace Actors.Protocol.Messages;

/// <summary>A position as the phone found it.</summary>
/// <param name="Latitude">Degrees north, WGS 84, -90 to 90.</param>
/// <param name="Longitude">Degrees east, WGS 84, -180 to 180.</param>
/// <param name="AccuracyMetres">Radius of the circle that holds the phone with 68 % probability; 0 or more.</param>
/// <param name="TakenAt">When the phone found the position, in programme time.</param>
/// <param name="IsMock">Whether the system reports a made-up position. A hint for staff, never a verdict.</param>
public sealed record Fix(
    double Latitude, double Longitude, double AccuracyMetres, DateTimeOffset TakenAt, bool IsMock = false)
{
    /// <summary>Omits the position, which must not reach logs.</summary>
    public override string ToString() => nameof(Fix);
}

/// <summary>The person is at the place of stay.</summary>
/// <param name="CommandId">Drawn by the phone, the same for every attempt: see <see cref="Protocol.CommandId"/>.</param>
/// <param name="Fix">The position.</param>
/// <param name="AnsweredAt">When the person pressed the button, in programme time.</param>
/// <param name="Person">The id of a companion; null for the phone's person.</param>
public sealed record CheckIn(string CommandId, Fix Fix, DateTimeOffset AnsweredAt, string? Person = null);

/// <summary>A position, as the answer to a prompt or unasked.</summary>
/// <param name="CommandId">Drawn by the phone, the same for every attempt: see <see cref="Protocol.CommandId"/>.</param>
/// <param name="Fix">The position.</param>
/// <param name="AnsweredAt">When the person gave the answer, in programme time.</param>
/// <param name="Handle">The handle of the answered prompt; null if the report is unasked.</param>
/// <param name="Person">The id of a companion; null for the phone's person.</param>
public sealed record LocationReport(
    string CommandId, Fix Fix, DateTimeOffset AnsweredAt, string? Handle = null, string? Person = null)
{
    /// <summary>Omits the position and the handle, which must not reach logs.</summary>
    public override string ToString() => $"{nameof(LocationReport)} {CommandId}";
}
