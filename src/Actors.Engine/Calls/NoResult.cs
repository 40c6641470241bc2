namespace Actors.Engine.Calls;

/// <summary>The result of a method that returns none.</summary>
internal readonly struct NoResult;
