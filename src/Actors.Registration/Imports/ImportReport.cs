using System.Globalization;
using CsvHelper;

namespace Actors.Registration.Imports;

/// <summary>What became of an import.</summary>
public sealed class ImportReport
{
    private readonly List<ImportFinding> _findings = [];

    /// <summary>The encoding of the file, for people.</summary>
    public string Encoding { get; internal set; } = "";

    /// <summary>The number of rows, bad ones too.</summary>
    public int Rows { get; internal set; }

    /// <summary>The number of rows that were new.</summary>
    public int Added { get; internal set; }

    /// <summary>The number of rows that were there with other content.</summary>
    public int Changed { get; internal set; }

    /// <summary>The number of rows that were there as they are.</summary>
    public int Unchanged { get; internal set; }

    /// <summary>The number of rows that were there and are not in a file that replaces all.</summary>
    public int Removed { get; internal set; }

    /// <summary>The number of rows that were not loaded.</summary>
    public int Rejected { get; private set; }

    /// <summary>The number of registrations whose match with the roster changed.</summary>
    public int Rematched { get; internal set; }

    /// <summary>What was wrong, in the order of the file.</summary>
    public IReadOnlyList<ImportFinding> Findings => _findings;

    /// <summary>The columns that are not known and were left out.</summary>
    public IReadOnlyList<string> UnknownColumns { get; internal set; } = [];

    /// <summary>Writes the findings as CSV. They name lines and fields and quote nothing of their content.</summary>
    public async Task WriteFindingsAsync(TextWriter writer)
    {
        await using var csv = new CsvWriter(writer, CultureInfo.InvariantCulture, leaveOpen: true);
        foreach (var header in new[] { "line", "field", "reason", "row loaded" })
        {
            csv.WriteField(header);
        }

        await csv.NextRecordAsync();
        foreach (var finding in _findings)
        {
            csv.WriteField(finding.Line);
            csv.WriteField(finding.Field);
            csv.WriteField(finding.Reason);
            csv.WriteField(finding.IsRowLoaded ? "yes" : "no");
            await csv.NextRecordAsync();
        }
    }

    internal void Add(ImportFinding finding) => _findings.Add(finding);

    /// <summary>Counts a row that is not loaded.</summary>
    internal void Reject() => Rejected++;
}

/// <summary>Something wrong in a file, by place. It never quotes content, which is personal data.</summary>
/// <param name="Line">The line on which the row begins; in a single row from another source 0.</param>
/// <param name="Field">The field, as the columns are named; empty for the whole row.</param>
/// <param name="Reason">A sentence for people that says what is wrong and what to do.</param>
/// <param name="IsRowLoaded">Whether the row was loaded, without this field.</param>
public sealed record ImportFinding(int Line, string Field, string Reason, bool IsRowLoaded);

/// <summary>How far an import is.</summary>
/// <param name="Rows">The rows so far.</param>
/// <param name="BytesRead">The bytes of the file so far.</param>
/// <param name="Bytes">The bytes of the file.</param>
public readonly record struct ImportProgress(int Rows, long BytesRead, long Bytes);

/// <summary>Sentences about rows that could not be taken apart.</summary>
internal static class CsvFaultReasons
{
    public static string Of(CsvFault fault) => fault switch
    {
        CsvFault.Encoding => "The line has bytes that are no text in the encoding of the file.",
        CsvFault.TooLong => $"The row is longer than {Limits.RowBytes} bytes.",
        CsvFault.OpenQuote => "A quote opens a field and is not closed in this row.",
        CsvFault.StrayQuote => "A quote stands inside a field. Enclose the field in quotes and double the quote inside.",
        CsvFault.TooFewFields => "The row has fewer fields than the header.",
        CsvFault.TooManyFields => "The row has more fields than the header. A field with a comma in it needs quotes.",
        CsvFault.None or _ => "",
    };
}
