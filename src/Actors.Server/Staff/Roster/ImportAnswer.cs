using System.Collections.Immutable;
using Actors.Registration.Imports;

namespace Actors.Server.Staff.Roster;

/// <summary>What became of an import.</summary>
internal sealed record ImportAnswer
{
    /// <summary>The maximum number of findings in an answer.</summary>
    private const int MaxFindings = 1_000;

    /// <summary>Whether nothing was written.</summary>
    public required bool DryRun { get; init; }

    /// <summary>The encoding of the file.</summary>
    public required string Encoding { get; init; }

    /// <summary>The number of rows, bad ones too.</summary>
    public required int Rows { get; init; }

    /// <summary>The number of rows that were new.</summary>
    public required int Added { get; init; }

    /// <summary>The number of rows that were there with other content.</summary>
    public required int Changed { get; init; }

    /// <summary>The number of rows that were there as they are.</summary>
    public required int Unchanged { get; init; }

    /// <summary>The number of rows that were removed.</summary>
    public required int Removed { get; init; }

    /// <summary>The number of rows that were not loaded.</summary>
    public required int NotLoaded { get; init; }

    /// <summary>The number of registrations with another match than before.</summary>
    public required int Rematched { get; init; }

    /// <summary>Columns that are not known and were left out.</summary>
    public required ImmutableArray<string> UnknownColumns { get; init; }

    /// <summary>What was wrong, the first thousand; <c>Accept: text/csv</c> brings all.</summary>
    public required ImmutableArray<ImportFinding> Findings { get; init; }

    /// <summary>The number of findings in all.</summary>
    public required int FindingCount { get; init; }

    /// <summary>The answer of a report.</summary>
    public static ImportAnswer Of(ImportReport report, bool isDryRun) => new()
    {
        DryRun = isDryRun,
        Encoding = report.Encoding,
        Rows = report.Rows,
        Added = report.Added,
        Changed = report.Changed,
        Unchanged = report.Unchanged,
        Removed = report.Removed,
        NotLoaded = report.Rejected,
        Rematched = report.Rematched,
        UnknownColumns = [.. report.UnknownColumns],
        Findings = [.. report.Findings.Take(MaxFindings)],
        FindingCount = report.Findings.Count,
    };
}
