namespace Actors.Protocol.Messages;

/// <summary>A position as the phone found it.</summary>
/// <param name="Latitude">Degrees north, WGS 84, -90 to 90.</param>
/// <param name="Longitude">Degrees east, WGS 84, -180 to 180.</param>
/// <param name="AccuracyMetres">The radius in which the phone is with 68 % certainty; 0 or more.</param>
/// <param name="TakenAt">When it was found, by the phone's clock.</param>
/// <param name="IsMock">Whether the system says that it was made up: a score, never a verdict.</param>
public sealed record Fix(
    double Latitude, double Longitude, double AccuracyMetres, DateTimeOffset TakenAt, bool IsMock = false)
{
    /// <summary>Says nothing: where somebody is does not belong into logs.</summary>
    public override string ToString() => nameof(Fix);
}
