namespace Actors.Server.Board;

/// <summary>The programme clock, local to the programme.</summary>
/// <param name="Local">Date and time of day without an offset.</param>
/// <param name="Date">The date in words.</param>
/// <param name="Time">Hours and minutes.</param>
/// <param name="Zone">The IANA zone.</param>
/// <param name="Speed">Programme seconds per real second.</param>
/// <param name="Pace">In words, when it is not that of the wall clock.</param>
internal sealed record BoardClock(string Local, string Date, string Time, string Zone, double Speed, string Pace);
