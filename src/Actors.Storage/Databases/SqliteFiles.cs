using System.Buffers.Binary;
using Actors.Storage.Databases.Native;
using Microsoft.Data.Sqlite;
using Microsoft.Win32.SafeHandles;

namespace Actors.Storage.Databases;

/// <summary>
/// Watches the three files of a SQLite database in use. SQLite itself writes on into a file that was deleted or replaced,
/// and all that is lost with the next start. Each commit asks before it begins and before it is acknowledged; that costs a
/// few microseconds.
/// </summary>
/// <remarks>
/// The database file is never opened here: closing it would release SQLite's locks of this process (POSIX). The log may be.
/// </remarks>
internal sealed class SqliteFiles : IDisposable
{
    private const int HeaderBytes = 32;
    private const int FrameHeaderBytes = 24;
    private const int SaltAt = 16;
    private const int MaxLooks = 16;
    private const uint LogMagic = 0x377F_0682;
    private readonly Lock _gate = new();
    private readonly string _path;
    private readonly SqliteConnection _anchor;
    private readonly SafeFileHandle? _log;
    private readonly (string Path, FileStatus Status)[] _files;
    private long _size;
    private long _logSize;
    private ulong _salt;
    private string? _loss;

    /// <summary>Takes the files as they are now for the right ones.</summary>
    /// <param name="path">The database file.</param>
    /// <param name="anchor">
    /// A connection, kept open: the last one that closes makes SQLite delete the log, which would look like a loss.
    /// </param>
    public SqliteFiles(string path, SqliteConnection anchor)
    {
        _path = path;
        _anchor = anchor;
        using (var command = anchor.Command("SELECT count(*) FROM sqlite_schema"))
        {
            command.ExecuteScalar(); // Opens the log and its index.
        }

        _files = [.. new[] { path, path + "-wal", path + "-shm" }
            .Select(static file => (file, Linux.ReadStatus(file) ?? FileStatus.Unknown))];
        if (_files.All(static file => file.Status.IsKnown))
        {
            _size = _files[0].Status.Size;
            _log = File.OpenHandle(path + "-wal", FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }
        else
        {
            _files = []; // The system does not tell. Windows keeps an open file from being deleted.
        }
    }

    /// <summary>Why the files are not those of the start; <c>null</c> while they are. A loss is final.</summary>
    public string? FindLoss()
    {
        lock (_gate)
        {
            return _loss ??= _files.Length == 0 ? null : FindNewLoss();
        }
    }

    public void Dispose()
    {
        _anchor.Dispose();
        _log?.Dispose();
    }

    private string? FindNewLoss()
    {
        var size = 0L;
        foreach (var (path, status) in _files)
        {
            if (Linux.ReadStatus(path) is not { } now)
            {
                return $"{path} was deleted or moved away while the server ran.";
            }

            if (!now.IsKnown)
            {
                return null; // The system does not tell now, as when a network drive is away. SQLite itself notices that.
            }

            if (!now.IsSameFile(status))
            {
                return $"{path} was replaced by another file while the server ran.";
            }

            size = path == _path ? now.Size : size;
        }

        if (size < _size)
        {
            return $"{_path} was cut from {_size} to {size} bytes while the server ran.";
        }

        _size = size;
        return IsLogWhole() ? null : $"{_path}-wal was cut or overwritten while the server ran.";
    }

    /// <summary>
    /// Whether the log lost nothing. SQLite begins it again with another salt, and a full checkpoint empties it; nothing
    /// else makes it shorter, and nothing leaves a hole in it. SQLite may do so between two looks of this method: what it
    /// saw counts only if the header was the same before and after, or else the length of one log would be held against the
    /// frames of the other.
    /// </summary>
    private bool IsLogWhole()
    {
        Span<byte> before = stackalloc byte[HeaderBytes];
        Span<byte> after = stackalloc byte[HeaderBytes];
        for (var look = 0; look < MaxLooks; look++)
        {
            var read = ReadHeader(before);
            var size = RandomAccess.GetLength(_log!);
            var salt = BinaryPrimitives.ReadUInt64LittleEndian(before[SaltAt..]);
            var isWhole = size == 0 // Emptied by a checkpoint. If not, the next commit leaves a hole where the header was.
                || (read == HeaderBytes && IsWhole(before, size, salt));
            if (ReadHeader(after) == read && before.SequenceEqual(after))
            {
                (_logSize, _salt) = size == 0 ? (0, 0) : (size, salt);
                return isWhole;
            }
        }

        return true; // It is written to all the time, so SQLite is at work on it. The next commit looks again.
    }

    private bool IsWhole(ReadOnlySpan<byte> header, long size, ulong salt)
    {
        var frame = FrameHeaderBytes + (long)BinaryPrimitives.ReadUInt32BigEndian(header[8..]);
        return (BinaryPrimitives.ReadUInt32BigEndian(header) & ~1u) == LogMagic
            && (salt != _salt
                || (size >= _logSize && (size == _logSize || HasFrame((_logSize - HeaderBytes) / frame, frame))));
    }

    /// <summary>Reads the header of the log; zeros stand for what is not there.</summary>
    private int ReadHeader(Span<byte> header)
    {
        header.Clear();
        return RandomAccess.Read(_log!, header, 0);
    }

    private bool HasFrame(long number, long frame)
    {
        Span<byte> salt = stackalloc byte[sizeof(ulong)];
        return number < 1
            || (RandomAccess.Read(_log!, salt, HeaderBytes + (number - 1) * frame + sizeof(ulong)) == salt.Length
                && BinaryPrimitives.ReadUInt64LittleEndian(salt) == _salt);
    }
}
