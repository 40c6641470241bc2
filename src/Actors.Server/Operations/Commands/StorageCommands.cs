using System.Data.Common;
using System.Globalization;
using System.Text;
using Actors.Storage.Databases;
using Actors.Storage.Recovery;
using Microsoft.Data.Sqlite;

namespace Actors.Server.Operations.Commands;

/// <summary>
/// <c>backup</c>, <c>restore</c>, <c>verify</c>, <c>rebuild-states</c> and <c>accept-older-database</c>: what an operator
/// does with the database as a whole. Exit code 0: done, all is well; 1: something is wrong in the database; 2: could not
/// be done.
/// </summary>
public sealed class StorageCommands(
    Database database, MarkKeeper mark, DatabaseVerifier verifier, StateRebuilder rebuilder, SqliteBackup backup)
{
    private const int ListedFindings = 50;

    private const string OnPostgres =
        "A PostgreSQL database is copied by PostgreSQL's own tools, such as pg_dump --format=custom or pg_basebackup, and "
        + "restored by pg_restore. Then run accept-older-database and verify. docs/runbooks/restore.md has the steps.";

    /// <summary>Copies the SQLite database to a new folder, while the server runs.</summary>
    public Task<CommandResult> BackUpAsync(
        string folder, CancellationToken cancellationToken = default) => OnSqliteAsync(async () =>
    {
        var manifest = await backup.CreateAsync(folder, cancellationToken);
        var keys = manifest.MasterKeys.Count == 0 ? "none so far" : string.Join(", ", manifest.MasterKeys);
        return CommandResult.Done(
            $"Backed up to {folder}: {manifest.Contents}, {manifest.Bytes} bytes.{Environment.NewLine}"
            + $"The keys are not in it. Keep a copy of the key file elsewhere: personal data needs its master keys ({keys}).");
    });

    /// <summary>Puts a backup where the settings name a SQLite database that does not exist.</summary>
    public Task<CommandResult> RestoreAsync(
        string folder, bool acceptsOlder, CancellationToken cancellationToken = default) => OnSqliteAsync(async () =>
    {
        var manifest = await backup.RestoreAsync(folder, acceptsOlder, cancellationToken);
        return CommandResult.Done(
            $"Restored from {folder}: {manifest.Contents}.{Environment.NewLine}"
            + "Run verify, and start the server with the key file of that time.");
    });

    /// <summary>Checks the database, or the one in a backup.</summary>
    public Task<CommandResult> VerifyAsync(
        string? folder, CancellationToken cancellationToken = default) => TryAsync(async () =>
    {
        if (folder is null)
        {
            var report = await verifier.RunAsync(database, cancellationToken);
            return Report(database.Description, report, await FindMarkProblemAsync(cancellationToken));
        }

        var (manifest, copy) = await SqliteBackup.OpenAsync(folder, cancellationToken);
        await using (copy)
        {
            var report = await verifier.RunAsync(copy, cancellationToken);
            return Report(folder, report, report.Contents == manifest.Contents ? null : "It is not what its manifest says.");
        }
    });

    /// <summary>Rebuilds the states that <c>verify</c> finds damaged.</summary>
    public Task<CommandResult> RebuildStatesAsync(CancellationToken cancellationToken = default) => TryAsync(async () =>
    {
        var report = await verifier.RunAsync(database, cancellationToken);
        var (text, failed, rebuilt) = (new StringBuilder(), 0, 0);
        foreach (var finding in report.Findings.Where(finding => finding.IsRebuildable))
        {
            var problem = await rebuilder.RebuildAsync(finding, cancellationToken);
            rebuilt += problem is null ? 1 : 0;
            failed += problem is null ? 0 : 1;
            text.AppendLine(CultureInfo.InvariantCulture, $"{finding.Text} {problem ?? "Rebuilt."}");
        }

        var others = report.Findings.Count - rebuilt - failed;
        text.Append(CultureInfo.InvariantCulture, $"{rebuilt} states are rebuilt from the ledger, {failed} could not be.");
        text.Append(others == 0 ? "" : $" {others} other findings: run verify.");
        return failed + others == 0 ? CommandResult.Done(text.ToString()) : CommandResult.No(text.ToString());
    });

    /// <summary>Takes the database as it is for the right one, although the server had come further.</summary>
    public Task<CommandResult> AcceptAsync(CancellationToken cancellationToken = default) => TryAsync(async () =>
    {
        var (before, now) = await mark.AcceptAsync(cancellationToken);
        return CommandResult.Done(
            $"{database.Description} is accepted as it is: {now}.{Environment.NewLine}"
            + $"Before, the server had {before?.ToString() ?? "no mark"}. Run verify, and then start the server.");
    });

    private static CommandResult Report(string name, VerifierReport report, string? problem)
    {
        var text = new StringBuilder();
        foreach (var line in report.Findings.Take(ListedFindings).Select(finding => $"{finding.Kind}: {finding.Text}")
            .Concat(problem is null ? [] : [problem]))
        {
            text.AppendLine(line);
        }

        var count = report.Findings.Count + (problem is null ? 0 : 1);
        var read = string.Create(
            CultureInfo.InvariantCulture, $"{report.States} states and {report.Events} events read; {report.Contents}.");
        if (count == 0)
        {
            return CommandResult.Done($"{name} is sound: {read}");
        }

        text.Append(CultureInfo.InvariantCulture, $"{name} is NOT sound: {count} findings. {read} ");
        text.Append(report.Findings.Any(finding => finding.IsRebuildable)
            ? "rebuild-states makes damaged states from the ledger: docs/runbooks/corrupt-row.md."
            : "See docs/runbooks/restore.md.");
        return CommandResult.No(text.ToString());
    }

    private async Task<string?> FindMarkProblemAsync(CancellationToken cancellationToken)
    {
        try
        {
            await mark.CheckAsync(cancellationToken);
            return null;
        }
        catch (DatabaseFileException exception)
        {
            return exception.Message;
        }
    }

    private Task<CommandResult> OnSqliteAsync(Func<Task<CommandResult>> run) => database is SqliteDatabase
        ? TryAsync(run)
        : Task.FromResult(CommandResult.Failed(OnPostgres));

    private static async Task<CommandResult> TryAsync(Func<Task<CommandResult>> run)
    {
        try
        {
            return await run();
        }
        catch (SqliteException exception) when (SqliteDatabase.Reason(exception) is { } reason)
        {
            return CommandResult.Failed($"The database cannot be read, or the copy not be written. {reason}");
        }
        catch (Exception exception) when (
            exception is DatabaseFileException or WriterLockHeldException or DbException or IOException
                or UnauthorizedAccessException)
        {
            return CommandResult.Failed(exception.Message);
        }
    }
}
