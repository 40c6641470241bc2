namespace Actors.Storage.States;

/// <summary>What a committed transaction did with one change.</summary>
internal enum ChangeOutcome
{
    /// <summary>Not tried yet, or refused because the stored version is another.</summary>
    Conflict,

    /// <summary>Done and durable.</summary>
    Done,
}
