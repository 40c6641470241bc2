namespace Actors.Client.Simulated;

/// <summary>A command that a phone sent, as the phone knows it. Times are programme time.</summary>
public sealed class SentCommand
{
    /// <summary>The number of the command, the same for every attempt.</summary>
    public required ulong Id { get; init; }

    /// <summary>The prompt that it answers; null: none.</summary>
    public string? Handle { get; init; }

    /// <summary>When the person gave it.</summary>
    public required DateTimeOffset GivenAt { get; init; }

    /// <summary>When the server had answered, accepting or refusing; null: it is in doubt whether the server has it.</summary>
    public DateTimeOffset? AnsweredAt { get; set; }

    /// <summary>What it was taken for, in camel case; null: it was refused or is in doubt.</summary>
    public string? Receipt { get; set; }

    /// <summary>Why it was refused; null: it was accepted or is in doubt.</summary>
    public string? Refusal { get; set; }

    /// <summary>Another answer to the same command after it was accepted; null: there was none.</summary>
    public string? Contradiction { get; set; }
}
