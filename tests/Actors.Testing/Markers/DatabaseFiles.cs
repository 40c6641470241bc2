namespace Actors.Testing.Markers;

/// <summary>The raw bytes of a SQLite database: its file and everything beside it, the write-ahead log above all.</summary>
public sealed class DatabaseFiles(string path)
{
    /// <summary>Whether the bytes stand anywhere in them.</summary>
    public bool Contain(byte[] wanted) => ReadAll().Any(file => file.AsSpan().IndexOf(wanted) >= 0);

    /// <summary>The content of each file.</summary>
    public IReadOnlyList<byte[]> ReadAll() =>
        [.. Directory.EnumerateFiles(Path.GetDirectoryName(path)!, Path.GetFileName(path) + "*").Select(Read)];

    private static byte[] Read(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
