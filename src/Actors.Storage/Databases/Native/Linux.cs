using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Actors.Storage.Databases.Native;

/// <summary>
/// What the base library does not tell or do on Linux: which file stands at a path, the time since the machine started, and a
/// name that is given only if it is free.
/// </summary>
internal static unsafe partial class Linux
{
    private const int AtCurrentFolder = -100;
    private const uint InodeSizeAndBirth = 0x100 | 0x200 | 0x800;
    private const int NoSuchFile = 2;
    private const int NotAFolder = 20;
    private const int Exists = 17;
    private const int BootTime = 7;

    /// <summary>Reads which file stands at a path (<c>statx</c>, whose layout is the same on all processors).</summary>
    /// <returns>
    /// <c>null</c> if there is none, and <see cref="FileStatus.Unknown"/> if the system does not tell, as on Windows.
    /// </returns>
    public static FileStatus? ReadStatus(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            return FileStatus.Unknown;
        }

        var answer = stackalloc byte[256];
        int result;
        try
        {
            result = Statx(AtCurrentFolder, path, 0, InodeSizeAndBirth, answer);
        }
        catch (EntryPointNotFoundException)
        {
            return FileStatus.Unknown;
        }

        if (result != 0)
        {
            return Marshal.GetLastPInvokeError() is NoSuchFile or NotAFolder ? null : FileStatus.Unknown;
        }

        var bytes = new ReadOnlySpan<byte>(answer, 256);
        var device = ((ulong)BinaryPrimitives.ReadUInt32LittleEndian(bytes[136..]) << 32)
            | BinaryPrimitives.ReadUInt32LittleEndian(bytes[140..]);
        return new FileStatus(
            device,
            BinaryPrimitives.ReadUInt64LittleEndian(bytes[32..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[80..]),
            BinaryPrimitives.ReadUInt32LittleEndian(bytes[88..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[40..]));
    }

    /// <summary>
    /// Time since the machine started, sleep included (<c>CLOCK_BOOTTIME</c>); <c>null</c> if the system does not tell.
    /// </summary>
    public static TimeSpan? SinceBoot()
    {
        var time = default(Timespec);
        return OperatingSystem.IsLinux() && nint.Size == 8 && GetTime(BootTime, &time) == 0
            ? TimeSpan.FromTicks(time.Seconds * TimeSpan.TicksPerSecond + time.Nanoseconds / TimeSpan.NanosecondsPerTick)
            : null;
    }

    /// <summary>
    /// Flushes the entries of a folder to disk (<c>fsync</c>). A file system that cannot do it does not need it.
    /// </summary>
    public static void FlushFolder(string path)
    {
        if (OperatingSystem.IsLinux() && Open(path, 0) is >= 0 and var folder)
        {
            _ = Fsync(folder);
            _ = Close(folder);
        }
    }

    /// <summary>Gives a file another name if that is free (<c>link</c>).</summary>
    /// <returns><c>false</c> if the name is taken; <c>null</c> if the system or the file system cannot do it.</returns>
    public static bool? TryLink(string path, string name) => !OperatingSystem.IsLinux() ? null
        : Link(path, name) == 0 ? true
        : Marshal.GetLastPInvokeError() == Exists ? false : null;

    [LibraryImport("libc", EntryPoint = "link", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Link(string path, string name);

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    private static partial int Fsync(int file);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int file);

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(int folder, string path, int flags, uint mask, byte* answer);

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    [SuppressGCTransition]
    private static partial int GetTime(int clock, Timespec* time);

    private struct Timespec
    {
        public long Seconds;
        public long Nanoseconds;
    }
}

/// <summary>Which file it is, and its size. An inode number is used again, so the time of birth belongs to it.</summary>
/// <param name="Device">The device.</param>
/// <param name="Inode">The number of the file on it.</param>
/// <param name="BornAt">Seconds since 1970-01-01; 0 if the file system keeps none.</param>
/// <param name="BornNanoseconds">The fraction of a second.</param>
/// <param name="Size">In bytes.</param>
internal readonly record struct FileStatus(ulong Device, ulong Inode, long BornAt, uint BornNanoseconds, long Size)
{
    /// <summary>The system does not tell.</summary>
    public static readonly FileStatus Unknown = new(0, 0, 0, 0, -1);

    /// <summary>Whether the system tells.</summary>
    public bool IsKnown => Size >= 0;

    /// <summary>Whether it is the same file, whatever its size.</summary>
    public bool IsSameFile(in FileStatus other) => this with { Size = 0 } == other with { Size = 0 };
}
