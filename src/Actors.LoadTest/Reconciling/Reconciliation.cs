using Actors.LoadTest.Ledgers;

namespace Actors.LoadTest.Reconciling;

/// <summary>What came of holding a ledger against journals and rules.</summary>
public sealed record Reconciliation
{
    /// <summary>Everything that is wrong.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>Prompts that were planned or asked for.</summary>
    public required int Prompts { get; init; }

    /// <summary>How many prompts came to which fate.</summary>
    public required IReadOnlyDictionary<PromptFate, int> Fates { get; init; }

    /// <summary>People who are gone for so long that it must have been noticed.</summary>
    public required int Gone { get; init; }

    /// <summary>Those of them for whom it was, in time.</summary>
    public required int GoneFound { get; init; }

    /// <summary>
    /// Those of whom nothing can be said: they are gone for too short a time, or the server was away for too long.
    /// </summary>
    public required int GoneNotJudged { get; init; }

    /// <summary>Prompts that can still come to a fate.</summary>
    public int Open => Of(PromptFate.Planned) + Of(PromptFate.Open);

    /// <summary>Whether the fates add up to the prompts.</summary>
    public bool AddsUp => Prompts == Fates.Values.Sum();

    /// <summary>Whether nothing is lost, duplicated, on a wrong day or held against the wrong person.</summary>
    public bool IsClean => AddsUp && Findings.All(finding => finding.Kind == FindingKind.NotFound);

    /// <summary>How many prompts came to a fate.</summary>
    public int Of(PromptFate fate) => Fates.GetValueOrDefault(fate);

    /// <summary>How many findings there are of a kind.</summary>
    public int Count(FindingKind kind) => Findings.Count(finding => finding.Kind == kind);
}
