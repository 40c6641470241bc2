using System.CommandLine;
using System.Data.Common;
using System.Globalization;
using System.Text;
using Actors.Domain.Programmes;
using Actors.Registration.Centres;
using Actors.Registration.Imports;
using Actors.Registration.Roster;
using Actors.Server.Staff.Roster;

namespace Actors.Server.Operations.Commands;

/// <summary>
/// <c>roster import FILE</c> and <c>directory import FILE</c>: load CSV files, also while the server runs. Exit code 0: all rows
/// are loaded; 1: some are not; 2: nothing was loaded.
/// </summary>
internal sealed class ImportCommands(
    RosterImport roster, CentreDirectory centres, RosterScopes scopes, ProgrammeCatalogue programmes)
{
    /// <summary>Options without a value. They begin as settings do.</summary>
    internal static readonly string[] Flags = [DryRun, Replace];

    /// <summary>Options with a value.</summary>
    internal static readonly string[] Options = [Errors, ProgrammeOption];

    private const string DryRun = "--dry-run";
    private const string Replace = "--replace";
    private const string Errors = "--errors";
    private const string ProgrammeOption = "--programme";
    private const int ListedFindings = 20;

    /// <summary>Adds a command that works on the database of the server.</summary>
    internal delegate Command OnServer(
        Command command, Func<IServiceProvider, ParseResult, CancellationToken, Task<CommandResult>> run);

    /// <summary>The command <c>roster</c>.</summary>
    public static Command Roster(OnServer onServer)
    {
        var arguments = new ImportArguments();
        var import = new Command("import", "Loads a roster of expected entrants from a CSV file. May be repeated.");
        arguments.AddTo(import);
        return new("roster", "Expected entrants.")
        {
            onServer(import, (services, parsed, cancellation) => Create(services).RunAsync(
                arguments.Read(parsed),
                (file, programme, isDryRun, progress) => Create(services).ImportRosterAsync(
                    file, programme, isDryRun, progress, cancellation))),
        };
    }

    /// <summary>The command <c>directory</c>.</summary>
    public static Command Directory(OnServer onServer)
    {
        var arguments = new ImportArguments();
        var replace = new Option<bool>(Replace) { Description = "Removes centres that the file does not name." };
        var import = new Command("import", "Loads the directory of health and consultation centres from a CSV file.") { replace };
        arguments.AddTo(import);
        return new("directory", "Health centres and consultation centres.")
        {
            onServer(import, (services, parsed, cancellation) => Create(services).RunAsync(
                arguments.Read(parsed),
                (file, programme, isDryRun, progress) => Create(services).ImportDirectoryAsync(
                    file, programme, parsed.GetValue(replace), isDryRun, progress, cancellation))),
        };
    }

    private static ImportCommands Create(IServiceProvider services) =>
        ActivatorUtilities.CreateInstance<ImportCommands>(services);

    private static string Summarise(ImportReport report, bool isDryRun)
    {
        var text = new StringBuilder();
        foreach (var column in report.UnknownColumns)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"Column \"{column}\" is not known and was left out.");
        }

        foreach (var finding in report.Findings.Take(ListedFindings))
        {
            var field = finding.Field.Length == 0 ? "" : $", {finding.Field}";
            text.Append(finding.Line == 0 ? "" : $"Line {finding.Line}{field}: ").Append(finding.Reason)
                .AppendLine(finding.IsRowLoaded ? "" : " Not loaded.");
        }

        if (report.Findings.Count > ListedFindings)
        {
            text.AppendLine(
                CultureInfo.InvariantCulture, $"… and {report.Findings.Count - ListedFindings} more; {Errors} FILE writes all.");
        }

        text.Append(isDryRun ? "Dry run, nothing was written: " : "");
        text.Append(
            CultureInfo.InvariantCulture,
            $"{report.Rows} rows in {report.Encoding}: {report.Added} added, {report.Changed} changed, ");
        text.Append(CultureInfo.InvariantCulture, $"{report.Unchanged} unchanged, ");
        text.Append(report.Removed > 0 ? string.Create(CultureInfo.InvariantCulture, $"{report.Removed} removed, ") : "");
        text.Append(CultureInfo.InvariantCulture, $"{report.Rejected} not loaded.");
        text.Append(
            report.Rematched > 0
                ? string.Create(CultureInfo.InvariantCulture, $" {report.Rematched} registrations have another match now.")
                : "");
        return text.ToString();
    }

    private async Task<CommandResult> RunAsync(
        ImportArguments.Values values,
        Func<Stream, ProgrammeId, bool, IProgress<ImportProgress>, Task<ImportReport>> import)
    {
        if (FindProgramme(values.Programme) is not { } programme)
        {
            return CommandResult.Failed(
                $"Name the programme with {ProgrammeOption}. There are: {string.Join(", ", programmes.Ids)}.");
        }

        using var progress = new ProgressLine();
        try
        {
            await using var file = File.OpenRead(values.File);
            var report = await import(file, programme, values.IsDryRun, progress);
            if (values.Errors is { } errors)
            {
                // With a byte-order mark, so that spreadsheets know the encoding.
                await using var writer = new StreamWriter(errors, append: false, new UTF8Encoding(true));
                await report.WriteFindingsAsync(writer);
            }

            var text = Summarise(report, values.IsDryRun);
            return report.Rejected == 0 ? CommandResult.Done(text) : CommandResult.No(text);
        }
        catch (Exception exception) when (exception is CsvFileException or IOException or UnauthorizedAccessException)
        {
            return CommandResult.Failed(exception.Message);
        }
        catch (DbException exception)
        {
            return CommandResult.Failed(
                $"The database failed, and the import can be run again: {exception.Message} If a table is missing, start the "
                + "server once: it makes the tables.");
        }
    }

    private Task<ImportReport> ImportRosterAsync(
        Stream file, ProgrammeId programme, bool isDryRun, IProgress<ImportProgress> progress, CancellationToken cancellation) =>
        roster.RunAsync(file, scopes.Options(programme, isDryRun), progress, cancellation);

    private Task<ImportReport> ImportDirectoryAsync(
        Stream file, ProgrammeId programme, bool isComplete, bool isDryRun, IProgress<ImportProgress> progress,
        CancellationToken cancellation) =>
        centres.ImportAsync(file, programme, isComplete, isDryRun, progress, cancellation);

    private ProgrammeId? FindProgramme(string? name) =>
        name is null
            ? programmes.Ids.Length == 1 ? programmes.Ids[0] : null
            : ProgrammeId.TryParse(name, out var id) && programmes.Ids.Contains(id) ? id : null;

    /// <summary>The arguments that all imports have.</summary>
    private sealed class ImportArguments
    {
        private readonly Argument<string> _file = new("file") { Description = "A CSV file in UTF-8 or Shift-JIS." };
        private readonly Option<bool> _dryRun = new(DryRun) { Description = "Reports what would be done, and writes nothing." };
        private readonly Option<string?> _errors = new(Errors) { Description = "Writes all findings to this CSV file." };

        private readonly Option<string?> _programme = new(ProgrammeOption)
        {
            Description = "The programme, such as japan-2021. Required if there are several.",
        };

        public void AddTo(Command command)
        {
            command.Add(_file);
            command.Add(_dryRun);
            command.Add(_errors);
            command.Add(_programme);
        }

        public Values Read(ParseResult parsed) => new(
            parsed.GetRequiredValue(_file), parsed.GetValue(_dryRun), parsed.GetValue(_errors), parsed.GetValue(_programme));

        public sealed record Values(string File, bool IsDryRun, string? Errors, string? Programme);
    }

    /// <summary>Shows progress in one line of the console; nothing where standard error is not a console.</summary>
    private sealed class ProgressLine : IProgress<ImportProgress>, IDisposable
    {
        private const int Width = 30;
        private bool _isShown;

        public void Report(ImportProgress value)
        {
            if (Console.IsErrorRedirected)
            {
                return;
            }

            var part = value.Bytes == 0 ? 1 : (double)value.BytesRead / value.Bytes;
            var filled = (int)(part * Width);
            Console.Error.Write(string.Create(
                CultureInfo.InvariantCulture,
                $"\r[{new string('#', filled)}{new string('.', Width - filled)}] {part,4:P0} {value.Rows:N0} rows"));
            _isShown = true;
        }

        public void Dispose()
        {
            if (_isShown)
            {
                Console.Error.WriteLine();
                _isShown = false;
            }
        }
    }
}
