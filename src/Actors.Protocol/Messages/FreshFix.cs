namespace Actors.Protocol.Messages;

/// <summary>A position that the phone has just found. No clock of the phone is in it, so none can be wrong.</summary>
/// <param name="Latitude">Degrees north, WGS 84, -90 to 90.</param>
/// <param name="Longitude">Degrees east, WGS 84, -180 to 180.</param>
/// <param name="AccuracyMetres">The radius in which the phone is with 68 % certainty; 0 or more.</param>
/// <param name="AgeSeconds">How many seconds ago it was found; 0 or more.</param>
/// <param name="IsMock">Whether the system says that it was made up: a score, never a verdict.</param>
public sealed record FreshFix(
    double Latitude, double Longitude, double AccuracyMetres, double AgeSeconds, bool IsMock = false)
{
    /// <summary>Says nothing: where somebody is does not belong into logs.</summary>
    public override string ToString() => nameof(FreshFix);
}
