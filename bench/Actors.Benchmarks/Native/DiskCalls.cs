using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Actors.Benchmarks.Native;

/// <summary>
/// The system call that a commit waits for. .NET offers only its slower sibling, which flushes times as well.
/// </summary>
internal static partial class DiskCalls
{
    /// <summary>Waits until the content of a file is on the disk (POSIX fdatasync).</summary>
    /// <returns>0, or −1 on failure.</returns>
    [LibraryImport("libc", EntryPoint = "fdatasync", SetLastError = true)]
    public static partial int FlushData(SafeFileHandle file);
}
