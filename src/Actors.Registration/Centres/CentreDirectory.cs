using System.Data.Common;
using Actors.Domain.Programmes;
using Actors.Registration.Imports;
using Actors.Storage.Databases;

namespace Actors.Registration.Centres;

/// <summary>
/// The directory of health centres and consultation centres by municipality (SPEC E11). An area that is not in it falls back to
/// its prefecture, then to the national line.
/// </summary>
public sealed class CentreDirectory(Database database)
{
    private const char Separator = '\n';

    private static readonly (string Name, RowValue Type)[] Columns =
    [
        ("programme", RowValue.Text), ("prefecture", RowValue.Text), ("municipality", RowValue.Text), ("kind", RowValue.Text),
        ("name", RowValue.Text), ("area", RowValue.Text), ("hours", RowValue.Text), ("phones", RowValue.Text),
        ("languages", RowValue.Text),
    ];

    /// <summary>
    /// Finds the centres that serve an area: those of the municipality, else of the prefecture, else of the country.
    /// </summary>
    /// <param name="programme">The programme.</param>
    /// <param name="area">The area where a person stays.</param>
    /// <param name="kind">What the centre is for; <c>null</c> for any.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    /// <returns>Empty only if the directory has no national line.</returns>
    public async Task<IReadOnlyList<Centre>> FindAsync(
        ProgrammeId programme, CentreArea area, CentreKind? kind = null, CancellationToken cancellationToken = default) =>
        Serving([.. (await ReadAsync(programme, cancellationToken)).Where(centre => kind is null || centre.Kind == kind)], area);

    /// <summary>Finds the centres that serve a place of which only the name is known.</summary>
    /// <param name="programme">The programme.</param>
    /// <param name="place">A municipality or a prefecture; <c>null</c> for the country.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    /// <returns>Empty only if the directory has no national line.</returns>
    public async Task<IReadOnlyList<Centre>> FindAsync(
        ProgrammeId programme, string? place, CancellationToken cancellationToken = default)
    {
        var all = await ReadAsync(programme, cancellationToken);
        return Serving(all, CentreArea.Of(null, place)) is [{ Area.IsNational: false }, ..] found
            ? found
            : Serving(all, CentreArea.Of(place, null));
    }

    /// <summary>Imports a CSV file, in one transaction. The same file again changes nothing.</summary>
    /// <param name="file">The file, from its beginning. It must be able to seek.</param>
    /// <param name="programme">The programme.</param>
    /// <param name="isComplete">
    /// Whether centres that the file does not name are removed. Nothing is removed if the file has bad rows.
    /// </param>
    /// <param name="isDryRun">Whether nothing is written.</param>
    /// <param name="progress">Told how far it is; <c>null</c> if progress is not shown.</param>
    /// <param name="cancellationToken">Cancels it; nothing is written then.</param>
    /// <exception cref="CsvFileException">The file is no directory. Nothing was written.</exception>
    public async Task<ImportReport> ImportAsync(
        Stream file,
        ProgrammeId programme,
        bool isComplete = false,
        bool isDryRun = false,
        IProgress<ImportProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        var (centres, report) = await ReadAsync(file, progress, cancellationToken);
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var transaction = await database.BeginWriteAsync(connection, cancellationToken);
        var present = (await ReadAsync(connection, transaction, programme, cancellationToken)).ToDictionary(Key);
        var changed = centres.Values
            .Where(centre => !present.TryGetValue(Key(centre), out var old) || !centre.IsLike(old)).ToList();
        report.Added = changed.Count(centre => !present.ContainsKey(Key(centre)));
        report.Changed = changed.Count - report.Added;
        report.Unchanged = centres.Count - changed.Count;
        var gone = isComplete && report.Rejected == 0 ? present.Values.Where(old => !centres.ContainsKey(Key(old))).ToList() : [];
        report.Removed = gone.Count;
        if (!centres.Values.Concat(present.Values.Except(gone)).Any(centre => centre.Area.IsNational))
        {
            report.Add(new(0, "", "There is no national line. Add a row with municipality \"national\": areas without a centre "
                + "fall back to it.", IsRowLoaded: true));
        }

        if (!isDryRun)
        {
            await WriteAsync(transaction, programme, changed, gone, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        return report;
    }

    /// <summary>Those of the municipality, else of the prefecture, else of the country.</summary>
    private static List<Centre> Serving(IReadOnlyList<Centre> all, CentreArea area)
    {
        return Matching(centre => area.Municipality.Length > 0 && centre.Area.Municipality == area.Municipality
                && (centre.Area.Prefecture == area.Prefecture || centre.Area.Prefecture.Length * area.Prefecture.Length == 0))
            ?? Matching(centre => area.Prefecture.Length > 0 && centre.Area == new CentreArea(area.Prefecture, ""))
            ?? Matching(centre => centre.Area.IsNational)
            ?? [];

        List<Centre>? Matching(Func<Centre, bool> serves)
        {
            var serving = all.Where(serves).ToList();

            // Several prefectures have a municipality of this name: without the prefecture none of them is the right one.
            return serving.Count > 0 && serving.Select(centre => centre.Area.Prefecture).Distinct().Count() == 1 ? serving : null;
        }
    }

    private static (CentreArea Area, CentreKind Kind, string Name) Key(Centre centre) => (centre.Area, centre.Kind, centre.Name);

    private static async Task<(Dictionary<(CentreArea, CentreKind, string), Centre> Centres, ImportReport Report)> ReadAsync(
        Stream file, IProgress<ImportProgress>? progress, CancellationToken cancellationToken)
    {
        using var records = await CsvRecords.OpenAsync(file, cancellationToken);
        var columns = new CentreColumns(records.Header);
        var report = new ImportReport { Encoding = records.EncodingName, UnknownColumns = columns.Unknown };
        var centres = new Dictionary<(CentreArea, CentreKind, string), Centre>();
        while (await records.ReadAsync(cancellationToken))
        {
            report.Rows++;
            if (records.Fault != CsvFault.None)
            {
                report.Add(new(records.Line, "", CsvFaultReasons.Of(records.Fault), IsRowLoaded: false));
                report.Reject();
            }
            else if (columns.Read(
                records, (field, reason) => report.Add(new(records.Line, field, reason, false))) is not { } centre)
            {
                report.Reject();
            }
            else if (!centres.TryAdd(Key(centre), centre))
            {
                centres[Key(centre)] = centre;
                report.Add(new(records.Line, "", "It repeats an earlier row of the file. This row counts.", IsRowLoaded: true));
            }
        }

        progress?.Report(new(report.Rows, file.Length, file.Length));
        return (centres, report);
    }

    private async Task<IReadOnlyList<Centre>> ReadAsync(ProgrammeId programme, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return await ReadAsync(connection, null, programme, cancellationToken);
    }

    private static async Task<IReadOnlyList<Centre>> ReadAsync(
        DbConnection connection, DbTransaction? transaction, ProgrammeId programme, CancellationToken cancellationToken)
    {
        var centres = new List<Centre>();
        await using var command = connection.Command(
            $"SELECT {string.Join(", ", Columns.Select(column => column.Name))} FROM centre WHERE programme = @programme "
            + "ORDER BY prefecture, municipality, kind, name",
            ("programme", programme.Value));
        command.Transaction = transaction;
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            centres.Add(new(
                new(reader.GetString(1), reader.GetString(2)) { Name = reader.GetString(5) },
                Enum.Parse<CentreKind>(reader.GetString(3)),
                reader.GetString(4))
            {
                Hours = reader.GetString(6),
                Phones = [.. reader.GetString(7).Split(Separator)],
                Languages = [.. reader.GetString(8).Split(Separator, StringSplitOptions.RemoveEmptyEntries)],
            });
        }

        return centres;
    }

    private async Task WriteAsync(
        DbTransaction transaction, ProgrammeId programme, List<Centre> changed, List<Centre> gone,
        CancellationToken cancellationToken)
    {
        var rows = new RowBatch(database.Dialect, Columns);
        foreach (var centre in changed)
        {
            rows.Add(
                programme.Value, centre.Area.Prefecture, centre.Area.Municipality, centre.Kind.ToString(), centre.Name,
                centre.Area.Name, centre.Hours, string.Join(Separator, centre.Phones), string.Join(Separator, centre.Languages));
        }

        await rows.ExecuteAsync(
            transaction,
            $"""
            INSERT INTO centre {rows.Values}
            ON CONFLICT (programme, prefecture, municipality, kind, name) DO UPDATE SET
                area = excluded.area, hours = excluded.hours, phones = excluded.phones, languages = excluded.languages
            """,
            cancellationToken);
        foreach (var centre in gone)
        {
            await using var delete = transaction.Command(
                """
                DELETE FROM centre WHERE programme = @programme AND prefecture = @prefecture AND municipality = @municipality
                    AND kind = @kind AND name = @name
                """,
                ("programme", programme.Value), ("prefecture", centre.Area.Prefecture),
                ("municipality", centre.Area.Municipality), ("kind", centre.Kind.ToString()), ("name", centre.Name));
            await delete.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
