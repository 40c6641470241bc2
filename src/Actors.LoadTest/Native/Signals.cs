using System.Runtime.InteropServices;

namespace Actors.LoadTest.Native;

/// <summary>Sends signals to processes (POSIX <c>kill</c>).</summary>
internal static partial class Signals
{
    private const int SigTerm = 15;

    /// <summary>Asks a process to end (SIGTERM).</summary>
    /// <returns>Whether the signal was sent.</returns>
    public static bool Terminate(int processId) => Kill(processId, SigTerm) == 0;

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int processId, int signal);
}
