using System.Data.Common;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Actors.Storage.Databases;
using Microsoft.Data.Sqlite;

namespace Actors.Storage.Recovery;

/// <summary>Copies a SQLite database to a folder while the server runs, and back. Keys are never copied.</summary>
public sealed class SqliteBackup(Database database, WriterLock writerLock, MarkKeeper mark, TimeProvider time)
{
    private const string DatabaseName = "actors.db";
    private const string ManifestName = "manifest.json";
    private const int BufferBytes = 1 << 20;

    private SqliteDatabase Target => (SqliteDatabase)database;

    /// <summary>
    /// Copies the database as it is at one moment. Whatever was acknowledged before the call is in the copy. Writers do not
    /// wait. The manifest is written last: a folder without it is no backup.
    /// </summary>
    /// <param name="folder">A folder that does not exist or is empty.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="DatabaseFileException">The folder cannot be used, or the copy is not sound.</exception>
    /// <exception cref="DbException">The database cannot be read, or the disk is full.</exception>
    public async Task<BackupManifest> CreateAsync(string folder, CancellationToken cancellationToken = default)
    {
        if (File.Exists(folder) || (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any()))
        {
            throw new DatabaseFileException($"{folder} is not an empty folder. Name a new one: a backup overwrites nothing.");
        }

        DurableFiles.CreateFolder(folder);
        var path = Path.Combine(folder, DatabaseName);
        DurableFiles.CreateEmpty(path);
        try
        {
            await using (var connection = await database.OpenAsync(cancellationToken))
            await using (var copy = connection.Command("VACUUM INTO @path", ("path", path)))
            {
                await copy.ExecuteNonQueryAsync(cancellationToken);
            }

            var manifest = await DescribeAsync(path, cancellationToken);
            await using (var file = DurableFiles.CreatePrivate(Path.Combine(folder, ManifestName)))
            {
                await JsonSerializer.SerializeAsync(file, manifest, BackupJson.Default.BackupManifest, cancellationToken);
                DurableFiles.Flush(file);
            }

            DurableFiles.FlushFolder(folder);
            return manifest;
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }

    /// <summary>Reads the manifest of a backup, and compares the copy with it.</summary>
    /// <returns>The manifest, and the database in the backup, which nothing may write.</returns>
    /// <exception cref="DatabaseFileException">It is no backup, or it was damaged.</exception>
    public static async Task<(BackupManifest Manifest, SqliteDatabase Database)> OpenAsync(
        string folder, CancellationToken cancellationToken = default)
    {
        var manifest = await ReadManifestAsync(folder, cancellationToken);
        var path = Path.Combine(folder, DatabaseName);
        return await HashAsync(path, copy: null, cancellationToken) == manifest.Sha256
            ? (manifest, new SqliteDatabase(path, isReadOnly: true))
            : throw new DatabaseFileException($"{path} is not what the backup wrote: its checksum differs. Take another backup.");
    }

    /// <summary>
    /// Puts a backup in the place of a database that is not there. A state older than what the server had is refused without
    /// the word.
    /// </summary>
    /// <param name="folder">The backup.</param>
    /// <param name="acceptsOlder">Whether what was acknowledged after the backup may be missing.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="DatabaseFileException">The backup or the target cannot be used.</exception>
    /// <exception cref="WriterLockHeldException">A server runs.</exception>
    public async Task<BackupManifest> RestoreAsync(
        string folder, bool acceptsOlder, CancellationToken cancellationToken = default)
    {
        var manifest = await ReadManifestAsync(folder, cancellationToken);
        var target = Target.Path;
        if (new[] { target, target + "-wal", target + "-shm" }.FirstOrDefault(File.Exists) is { } present)
        {
            throw new DatabaseFileException(
                $"{present} exists, and restore overwrites nothing. Move it away, with its -wal and -shm files, and keep it: it "
                + "may hold what the backup lacks. Or name another file by --Storage:Path.");
        }

        var before = ReadMark(acceptsOlder);
        if (!acceptsOlder && before is not null
            && (before.Installation != manifest.Contents.Installation || manifest.Contents.IsBehind(before)))
        {
            throw new DatabaseFileException(
                $"The backup has {manifest.Contents}; {mark.Path} says that the server had {before}. What was acknowledged in "
                + "between would be missing. If there is no newer backup and no other copy, restore with "
                + "--accept-older-database.");
        }

        DurableFiles.CreateFolder(Path.GetDirectoryName(target)!);
        await writerLock.HoldAsync(cancellationToken);
        var draft = target + ".restoring";
        File.Delete(draft);
        try
        {
            if (await CopyAsync(Path.Combine(folder, DatabaseName), draft, cancellationToken) != manifest.Sha256)
            {
                throw new DatabaseFileException($"The copy in {folder} is damaged: its checksum differs. Take another backup.");
            }

            // A new epoch: from now on the database that was restored from is an older one. The mark is first, so that a
            // crash in between is a missing database, and not an unknown one.
            var restored = manifest.Contents with { Epoch = Math.Max(manifest.Contents.Epoch, before?.Epoch ?? 0) + 1 };
            await BeginEpochAsync(draft, restored.Epoch, cancellationToken);
            if (mark.Path is { } path)
            {
                MarkFile.Create(path, restored).Dispose();
            }

            File.Move(draft, target);
            DurableFiles.FlushFolder(Path.GetDirectoryName(target)!);
            return manifest;
        }
        finally
        {
            File.Delete(draft);
        }
    }

    private static async Task<BackupManifest> ReadManifestAsync(string folder, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, ManifestName);
        try
        {
            await using var file = File.OpenRead(path);
            var manifest = await JsonSerializer.DeserializeAsync(file, BackupJson.Default.BackupManifest, cancellationToken);
            return manifest is { Format: BackupManifest.CurrentFormat, Contents: not null, Sha256: not null }
                && File.Exists(Path.Combine(folder, DatabaseName))
                    ? manifest
                    : throw new DatabaseFileException($"{path} is not the manifest of a backup that this program can read.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new DatabaseFileException(
                $"{folder} is no complete backup: {exception.Message} Name the folder that `backup` filled.");
        }
    }

    private static async Task BeginEpochAsync(string path, long epoch, CancellationToken cancellationToken)
    {
        await using var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ToString());
        await connection.OpenAsync(cancellationToken);
        await using var command = connection.Command("UPDATE installation SET epoch = @epoch", ("epoch", epoch));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task<string> CopyAsync(string from, string to, CancellationToken cancellationToken)
    {
        await using var copy = DurableFiles.CreatePrivate(to);
        var hash = await HashAsync(from, copy, cancellationToken);
        DurableFiles.Flush(copy);
        return hash;
    }

    private static async Task<string> HashAsync(string path, Stream? copy, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferBytes);
        var buffer = new byte[BufferBytes];
        while (await file.ReadAsync(buffer, cancellationToken) is > 0 and var read)
        {
            hash.AppendData(buffer, 0, read);
            if (copy is not null)
            {
                await copy.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private DatabaseMark? ReadMark(bool acceptsOlder)
    {
        try
        {
            return mark.Path is { } path ? MarkFile.Read(path) : null;
        }
        catch (DatabaseFileException) when (acceptsOlder)
        {
            return null;
        }
    }

    private async Task<BackupManifest> DescribeAsync(string path, CancellationToken cancellationToken)
    {
        using (var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite))
        {
            RandomAccess.FlushToDisk(file); // VACUUM does not flush what it writes.
        }

        await using var copy = new SqliteDatabase(path, isReadOnly: true);
        var contents = await DatabaseMark.ReadAsync(copy, cancellationToken)
            ?? throw new DatabaseFileException($"{database.Description} never had a server: there is nothing to back up.");
        var keys = new List<string>();
        await using (var connection = await copy.OpenAsync(cancellationToken))
        await using (var command = connection.Command("SELECT key_id FROM master_key ORDER BY key_id"))
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
            {
                keys.Add(reader.GetString(0));
            }
        }

        return new BackupManifest(
            BackupManifest.CurrentFormat, time.GetUtcNow(), contents, new FileInfo(path).Length,
            await HashAsync(path, copy: null, cancellationToken), keys);
    }
}

/// <summary>What a backup holds.</summary>
/// <param name="Format">The format of the backup.</param>
/// <param name="CreatedAt">When the copy was complete, by the wall clock.</param>
/// <param name="Contents">How far the database had come.</param>
/// <param name="Bytes">The size of the copy.</param>
/// <param name="Sha256">The checksum of the copy, in lower-case hexadecimal.</param>
/// <param name="MasterKeys">
/// The master keys by name that the personal data in it needs. They are not in the backup: they stand in the key file.
/// </param>
public sealed record BackupManifest(
    int Format, DateTimeOffset CreatedAt, DatabaseMark Contents, long Bytes, string Sha256, IReadOnlyList<string> MasterKeys)
{
    /// <summary>The format that this program writes and reads.</summary>
    internal const int CurrentFormat = 1;
}

/// <summary>How a manifest becomes JSON.</summary>
[JsonSerializable(typeof(BackupManifest))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
internal sealed partial class BackupJson : JsonSerializerContext;
