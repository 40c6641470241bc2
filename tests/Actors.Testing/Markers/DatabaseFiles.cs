namespace Actors.Testing.Markers;

/// <summary>
/// The raw bytes of a database on the disk: a SQLite file with everything beside it, the write-ahead log above all, or
/// the whole data folder of a PostgreSQL server.
/// </summary>
public sealed class DatabaseFiles
{
    private readonly string _folder;
    private readonly string _pattern;
    private readonly SearchOption _depth;

    private DatabaseFiles(string folder, string pattern, SearchOption depth) =>
        (_folder, _pattern, _depth) = (folder, pattern, depth);

    /// <summary>Of a SQLite file.</summary>
    public static DatabaseFiles OfSqlite(string path) =>
        new(Path.GetDirectoryName(path)!, Path.GetFileName(path) + "*", SearchOption.TopDirectoryOnly);

    /// <summary>Of a PostgreSQL server: tables, indexes, write-ahead log and all else. Run CHECKPOINT before.</summary>
    public static DatabaseFiles OfPostgres(string dataFolder) => new(dataFolder, "*", SearchOption.AllDirectories);

    /// <summary>Whether the bytes stand anywhere in them.</summary>
    public bool Contain(byte[] wanted) => ReadAll().Any(file => file.AsSpan().IndexOf(wanted) >= 0);

    /// <summary>The content of each file, one after another; not of the lock that its holder keeps closed.</summary>
    public IEnumerable<byte[]> ReadAll() =>
        Directory.EnumerateFiles(_folder, _pattern, _depth)
            .Where(file => !file.EndsWith(".lock", StringComparison.Ordinal))
            .Select(Read)
            .OfType<byte[]>();

    /// <summary>Null: the server has removed it meanwhile.</summary>
    private static byte[]? Read(string file)
    {
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[stream.Length];
            return bytes[..stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)];
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }
}
