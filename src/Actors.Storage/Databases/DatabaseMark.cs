using System.Data.Common;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Win32.SafeHandles;

namespace Actors.Storage.Databases;

/// <summary>How far a database has come. The same stands in a file outside it, the mark.</summary>
/// <param name="Installation">The name that the database drew when it was created.</param>
/// <param name="Epoch">Rises with each restore and each acceptance of an older database.</param>
/// <param name="Token">The last fencing token on SQLite, where each start takes the next one; 0 on PostgreSQL.</param>
/// <param name="Signs">The signs of life of all servers so far.</param>
/// <param name="Position">The highest position in the ledger on SQLite; 0 on PostgreSQL.</param>
/// <param name="At">When this was true, by the wall clock. For people only.</param>
public sealed record DatabaseMark(
    string Installation, long Epoch, long Token, long Signs, long Position, DateTimeOffset At)
{
    private const string Query =
        """
        SELECT name, epoch, signs, erased_to,
            (SELECT coalesce(max(token), 0) FROM writer), (SELECT coalesce(max(seen_at), 0) FROM server_liveness)
        FROM installation
        """;

    /// <summary>Whether a database that came as far as another one lacks something of it.</summary>
    public bool IsBehind(DatabaseMark other) => Epoch < other.Epoch
        || (Epoch == other.Epoch && (Token < other.Token || Signs < other.Signs || Position < other.Position));

    /// <summary>In words, for people.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"ledger position {Position}, sign of life {Signs}, epoch {Epoch}, start {Token}, {At.UtcDateTime:yyyy-MM-dd HH:mm:ss}")
        + " UTC";

    /// <summary>Reads how far a database has come.</summary>
    /// <returns><c>null</c> if it is older than the first that knew, or empty, or does not exist.</returns>
    /// <exception cref="DbException">The database cannot be read.</exception>
    public static async Task<DatabaseMark?> ReadAsync(Database database, CancellationToken cancellationToken = default)
    {
        if (database is SqliteDatabase { Exists: false })
        {
            return null;
        }

        await using var connection = await database.OpenAsync(cancellationToken);
        return await ReadAsync(database.Dialect, connection, cancellationToken);
    }

    /// <inheritdoc cref="ReadAsync(Database, CancellationToken)"/>
    internal static async Task<DatabaseMark?> ReadAsync(
        DatabaseDialect dialect, DbConnection connection, CancellationToken cancellationToken)
    {
        var isSqlite = dialect == DatabaseDialect.Sqlite;
        await using (var exists = connection.Command(isSqlite
            ? "SELECT count(*) FROM sqlite_schema WHERE name = 'installation'"
            : "SELECT count(*) FROM pg_tables WHERE schemaname = current_schema() AND tablename = 'installation'"))
        {
            if (await exists.ExecuteScalarAsync(cancellationToken) is not > 0L)
            {
                return null;
            }
        }

        DatabaseMark mark;
        await using (var command = connection.Command(Query))
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            if (!await reader.ReadAsync(cancellationToken))
            {
                return null;
            }

            mark = new DatabaseMark(
                reader.GetString(0), reader.GetInt64(1), isSqlite ? reader.GetInt64(4) : 0, reader.GetInt64(2),
                isSqlite ? reader.GetInt64(3) : 0, UnixMicroseconds.ToMoment(reader.GetInt64(5)));
        }

        if (!isSqlite)
        {
            return mark;
        }

        await using var last = connection.Command("SELECT coalesce(max(position), 0) FROM ledger");
        return mark with { Position = Math.Max(mark.Position, (long)(await last.ExecuteScalarAsync(cancellationToken))!) };
    }
}

/// <summary>
/// The file with the mark. Two places are written in turn, each with a checksum, so that a power cut during a write leaves
/// the other one. People can read it.
/// </summary>
internal sealed class MarkFile : IDisposable
{
    private const int PlaceBytes = 512;
    private const int Places = 2;
    private readonly SafeFileHandle _file;
    private readonly byte[] _line = new byte[PlaceBytes];
    private int _next;

    private MarkFile(SafeFileHandle file) => _file = file;

    /// <summary>Reads a mark.</summary>
    /// <returns><c>null</c> if there is no file.</returns>
    /// <exception cref="DatabaseFileException">The file is damaged.</exception>
    public static DatabaseMark? Read(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        var bytes = File.ReadAllBytes(path);
        return Enumerable.Range(0, Places)
            .Select(place => Parse(bytes.AsSpan(Math.Min(place * PlaceBytes, bytes.Length))))
            .OfType<DatabaseMark>()
            .OrderBy(static mark => mark.Epoch).ThenBy(static mark => mark.Token).ThenBy(static mark => mark.Signs)
            .ThenBy(static mark => mark.Position).LastOrDefault()
            ?? throw new DatabaseFileException(
                $"{path}, which says how far the database had come, is damaged. If you trust the database as it is, run "
                + "accept-older-database.");
    }

    /// <summary>Writes a new file in place of any other, durably: it is there whole or not at all.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static MarkFile Create(string path, DatabaseMark mark)
    {
        var draft = $"{path}.{Environment.ProcessId}.new"; // Servers on PostgreSQL may share a folder.
        File.Delete(draft);
        using (var file = DurableFiles.CreatePrivate(draft))
        {
            var first = new MarkFile(file.SafeFileHandle);
            first.Write(mark);
            first.Write(mark);
            first.Flush();
        }

        File.Move(draft, path, overwrite: true);
        DurableFiles.FlushFolder(Path.GetDirectoryName(Path.GetFullPath(path))!);
        return new MarkFile(
            File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete));
    }

    /// <summary>Writes a mark. It outlives the process at once, and a power cut after <see cref="Flush"/>.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Write(DatabaseMark mark)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(mark, MarkJson.Default.DatabaseMark);
        var line = _line.AsSpan();
        line.Fill((byte)' ');
        json.CopyTo(line);
        Encoding.ASCII.GetBytes(ChecksumOf(json), line[(json.Length + 1)..]);
        line[^1] = (byte)'\n';
        RandomAccess.Write(_file, line, _next * PlaceBytes);
        _next = (_next + 1) % Places;
    }

    /// <summary>Makes what was written outlive a power cut.</summary>
    public void Flush() => RandomAccess.FlushToDisk(_file);

    public void Dispose() => _file.Dispose();

    private static DatabaseMark? Parse(ReadOnlySpan<byte> place)
    {
        var end = place[..Math.Min(PlaceBytes, place.Length)].LastIndexOf((byte)'}') + 1;
        if (end == 0 || place.Length < end + 9
            || !Encoding.ASCII.GetString(place.Slice(end + 1, 8)).Equals(ChecksumOf(place[..end]), StringComparison.Ordinal))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize(place[..end], MarkJson.Default.DatabaseMark);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string ChecksumOf(ReadOnlySpan<byte> json)
    {
        var checksum = uint.MaxValue;
        foreach (var value in json)
        {
            checksum = System.Numerics.BitOperations.Crc32C(checksum, value);
        }

        return (~checksum).ToString("x8", CultureInfo.InvariantCulture);
    }
}

/// <summary>How a mark becomes JSON.</summary>
[JsonSerializable(typeof(DatabaseMark))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class MarkJson : JsonSerializerContext;

/// <summary>
/// The database is not the one that the server left, or its files cannot be used. The message names the fix.
/// </summary>
public sealed class DatabaseFileException(string message) : Exception(message);
