namespace Actors.LoadTest.Ledgers;

/// <summary>What a prompt asks for, with the numbers that stand in the ledger.</summary>
public enum PromptKind
{
    /// <summary>How the person feels.</summary>
    Health = 0,

    /// <summary>Where the person is.</summary>
    Location = 1,

    /// <summary>Where the person is, once more.</summary>
    SecondFix = 2,
}
