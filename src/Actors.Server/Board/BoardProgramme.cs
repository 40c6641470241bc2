namespace Actors.Server.Board;

/// <summary>A programme that can be shown.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">What staff call it.</param>
internal sealed record BoardProgramme(string Id, string Name);
