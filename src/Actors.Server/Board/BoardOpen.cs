namespace Actors.Server.Board;

/// <summary>Prompts that can be answered in time now.</summary>
internal sealed record BoardOpen(long Location, long Health, long SecondFix);
