using Actors.Storage.Databases.Native;

namespace Actors.Storage.Databases;

/// <summary>Files of the server that only its user may read, and that outlive a power cut.</summary>
public static class DurableFiles
{
    private const UnixFileMode FolderMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Creates a file that only the user of the server may read (mode 600).</summary>
    /// <exception cref="IOException">It exists, or it cannot be created.</exception>
    public static FileStream CreatePrivate(string path)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.ReadWrite | FileShare.Delete,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = SqliteDatabase.OwnerOnly;
        }

        return new FileStream(path, options);
    }

    /// <summary>Creates an empty file that only the user of the server may read.</summary>
    /// <exception cref="IOException">It exists, or it cannot be created.</exception>
    public static void CreateEmpty(string path) => CreatePrivate(path).Dispose();

    /// <summary>Makes what was written to a file outlive a power cut.</summary>
    public static void Flush(FileStream file) => file.Flush(flushToDisk: true);

    /// <summary>Creates a folder that only the user of the server may enter (mode 700), unless it exists.</summary>
    /// <exception cref="IOException">It cannot be created.</exception>
    public static void CreateFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, FolderMode);
        }
    }

    /// <summary>Makes new and changed names in a folder outlive a power cut, where the system can do it.</summary>
    public static void FlushFolder(string path) => Linux.FlushFolder(path);
}
