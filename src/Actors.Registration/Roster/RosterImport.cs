using Actors.Domain.Protection;
using Actors.Domain.Registration;
using Actors.Registration.Imports;
using Actors.Registration.Matches;

namespace Actors.Registration.Roster;

/// <summary>
/// Imports rosters (SPEC E1). Good rows are loaded and bad ones reported, each with its line; the same file again changes
/// nothing. While a batch of rows is written, the next one is read.
/// </summary>
public sealed class RosterImport(RosterTable table)
{
    /// <summary>Imports a CSV file.</summary>
    /// <param name="file">The file, from its beginning. It must be able to seek.</param>
    /// <param name="options">What to import it into, and how.</param>
    /// <param name="progress">Told of each batch; <c>null</c> if progress is not shown.</param>
    /// <param name="cancellationToken">Cancels it; batches that were written stay.</param>
    /// <exception cref="CsvFileException">The file is no roster. Nothing was written.</exception>
    public async Task<ImportReport> RunAsync(
        Stream file,
        RosterImportOptions options,
        IProgress<ImportProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        using var records = await CsvRecords.OpenAsync(file, cancellationToken);
        var run = new Run(table, options, records, RosterColumns.Read(records.Header));
        var saving = Task.CompletedTask;
        try
        {
            while (await run.ReadBatchAsync(cancellationToken) is { } batch)
            {
                progress?.Report(new(run.Report.Rows, records.BytesRead, file.Length));
                await saving;
                saving = Task.Run(() => run.SaveAsync(batch, cancellationToken), cancellationToken);
            }
        }
        finally
        {
            await saving;
        }

        progress?.Report(new(run.Report.Rows, file.Length, file.Length));
        return run.Report;
    }

    /// <summary>Imports one row from another source.</summary>
    /// <param name="text">Gives the text of a field; <c>null</c> if there is none.</param>
    /// <param name="options">What to import it into, and how.</param>
    /// <param name="row">The row to correct; <c>null</c> to find it by passport, date of birth and arrival, or add it.</param>
    /// <param name="cancellationToken">Cancels it; nothing is written then.</param>
    /// <returns>The row, if it was loaded and exists, and the report.</returns>
    public async Task<(RecordId? Row, ImportReport Report)> RunAsync(
        Func<RosterField, string?> text,
        RosterImportOptions options,
        RecordId? row = null,
        CancellationToken cancellationToken = default)
    {
        var report = new ImportReport { Rows = 1 };
        var entry = new RosterEntryReader(options.Scope.Today, options.PhoneRegion).Read(
            text,
            (field, reason, isLoaded) => report.Add(new(0, RosterColumns.NameOf(field), reason, isLoaded)));
        if (entry is null)
        {
            report.Reject();
            return (null, report);
        }

        if (row is { } corrected)
        {
            var changes = await table.CorrectAsync(options.Scope, corrected, entry, cancellationToken);
            report.Changed = changes is null ? 0 : 1;
            report.Rematched = changes?.Count ?? 0;
            return (changes is null ? null : corrected, report);
        }

        var saved = await table.SaveAsync(options.Scope, [entry], options.IsDryRun, cancellationToken);
        Count(report, saved);
        return (saved.Outcomes[0].Row, report);
    }

    private static void Count(ImportReport report, RosterSaved saved)
    {
        report.Added += saved.Outcomes.Count(outcome => outcome.Change == RosterChange.Added);
        report.Changed += saved.Outcomes.Count(outcome => outcome.Change == RosterChange.Changed);
        report.Unchanged += saved.Outcomes.Count(outcome => outcome.Change == RosterChange.Unchanged);
        report.Rematched += saved.Changes.Count;
    }

    /// <summary>One import.</summary>
    private sealed class Run(RosterTable table, RosterImportOptions options, CsvRecords records, RosterColumns columns)
    {
        private readonly RosterEntryReader _reader = new(options.Scope.Today, options.PhoneRegion);

        /// <summary>The line of each person and arrival, to name repeated rows.</summary>
        private readonly Dictionary<Identity, int> _lines = [];

        /// <summary>The first date of birth of each passport, and its line.</summary>
        private readonly Dictionary<(PassportNumber Number, StateCode? State), (BirthDate Birth, int Line)> _births = [];

        public ImportReport Report { get; } = new() { Encoding = records.EncodingName, UnknownColumns = columns.Unknown };

        /// <summary>Reads the rows of one transaction; <c>null</c> at the end.</summary>
        public async Task<IReadOnlyList<RosterEntry>?> ReadBatchAsync(CancellationToken cancellationToken)
        {
            var batch = new Dictionary<Identity, RosterEntry>();
            while (batch.Count < Domain.Limits.RecordBatch && await records.ReadAsync(cancellationToken))
            {
                Report.Rows++;
                if (Report.Rows > Limits.FileRows)
                {
                    throw new CsvFileException(
                        $"The file has more than {Limits.FileRows} rows. Those before line {records.Line} are loaded; split it.");
                }

                if (ReadRow() is { } entry)
                {
                    var identity = Identity.Of(entry);
                    ReportRepeat(identity);
                    ReportOtherBirthDate(identity);
                    batch[identity] = entry;
                }
            }

            return batch.Count == 0 ? null : [.. batch.Values];
        }

        public async Task SaveAsync(IReadOnlyList<RosterEntry> batch, CancellationToken cancellationToken) =>
            Count(Report, await table.SaveAsync(options.Scope, batch, options.IsDryRun, cancellationToken));

        private RosterEntry? ReadRow()
        {
            if (records.Fault != CsvFault.None)
            {
                Report.Add(new(records.Line, "", CsvFaultReasons.Of(records.Fault), IsRowLoaded: false));
                Report.Reject();
                return null;
            }

            var found = new List<(RosterField Field, string Reason)>();
            var entry = _reader.Read(
                field => columns.Get(records, field), (field, reason, _) => found.Add((field, reason)));
            foreach (var (field, reason) in found)
            {
                Report.Add(new(records.Line, RosterColumns.NameOf(field), reason, IsRowLoaded: entry is not null));
            }

            if (entry is null)
            {
                Report.Reject();
            }

            return entry;
        }

        private void ReportRepeat(Identity identity)
        {
            if (_lines.TryGetValue(identity, out var first))
            {
                Report.Add(new(
                    records.Line, "", $"It repeats the person and arrival of line {first}. This row counts.", IsRowLoaded: true));
            }

            _lines[identity] = records.Line;
        }

        private void ReportOtherBirthDate(Identity identity)
        {
            var passport = (identity.Number, identity.State);
            if (_births.TryAdd(passport, (identity.Birth, records.Line)) || _births[passport].Birth == identity.Birth)
            {
                return;
            }

            Report.Add(new(
                records.Line,
                RosterColumns.NameOf(RosterField.BirthDate),
                $"Line {_births[passport].Line} has the same passport with another date of birth; both were loaded. Compare them "
                + "with the passports.",
                IsRowLoaded: true));
        }

        /// <summary>What makes two rows the same.</summary>
        private readonly record struct Identity(PassportNumber Number, BirthDate Birth, StateCode? State, DateOnly Arrival)
        {
            public static Identity Of(RosterEntry entry) => new(
                entry.Traveller.Number, entry.Traveller.BirthDate, entry.Traveller.IssuingState, entry.Arrival);
        }
    }
}

/// <summary>What a roster is imported into, and how.</summary>
/// <param name="Scope">The programme and its day.</param>
/// <param name="PhoneRegion">
/// The country of telephone numbers without a country code, such as <c>JP</c>; <c>null</c> if such numbers are refused.
/// </param>
/// <param name="IsDryRun">Whether nothing is written.</param>
public sealed record RosterImportOptions(MatchScope Scope, string? PhoneRegion, bool IsDryRun = false);
