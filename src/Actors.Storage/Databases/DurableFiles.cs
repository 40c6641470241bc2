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

    /// <summary>
    /// Moves a file to a name that is free, also when several processes try at the same time. <see cref="File.Move(string, string)"/>
    /// is not enough: on Linux it looks whether the name is free, and then replaces whatever has it.
    /// </summary>
    /// <returns><c>false</c> if the name is taken; the file is then where it was.</returns>
    /// <exception cref="IOException">It cannot be moved.</exception>
    public static bool TryMove(string path, string name)
    {
        var isLinked = Linux.TryLink(path, name);
        if (isLinked == true)
        {
            File.Delete(path);
        }
        else if (isLinked is null)
        {
            if (File.Exists(name))
            {
                return false;
            }

            File.Move(path, name, overwrite: false);
        }

        return isLinked != false;
    }

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
