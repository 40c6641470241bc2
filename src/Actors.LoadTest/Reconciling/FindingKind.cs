namespace Actors.LoadTest.Reconciling;

/// <summary>What is wrong with what a ledger holds.</summary>
public enum FindingKind
{
    /// <summary>Something that was acknowledged, shown or due does not stand in the ledger.</summary>
    Lost,

    /// <summary>Something stands in it twice.</summary>
    Duplicated,

    /// <summary>A day, a time or a number of prompts is not what the rules of the programme make of it.</summary>
    WrongDay,

    /// <summary>A person is held to something that is not the person's fault.</summary>
    WronglyBlamed,

    /// <summary>Somebody who is truly gone was not found in time.</summary>
    NotFound,
}
