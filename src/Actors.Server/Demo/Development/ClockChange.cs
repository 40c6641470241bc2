namespace Actors.Server.Demo.Development;

/// <summary>How the programme clock is to go on.</summary>
/// <param name="Speed">Programme seconds per real second; 0: it is to stand still.</param>
internal sealed record ClockChange(double? Speed);
