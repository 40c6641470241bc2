namespace Actors.Server.Board;

/// <summary>Something that happened, in words.</summary>
/// <param name="Id">Tells it from others.</param>
/// <param name="Who">A name made up from the person's id.</param>
/// <param name="Text">What happened.</param>
/// <param name="Day">Day of the stay, where known, and local time.</param>
/// <param name="Tone">Which fate it stands for; empty: none.</param>
internal sealed record BoardEvent(string Id, string Who, string Text, string Day, string Tone);
