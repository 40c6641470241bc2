using System.Runtime.InteropServices;

namespace Actors.LoadTest.Native;

/// <summary>Sends signals to processes (POSIX <c>kill</c>).</summary>
internal static partial class Signals
{
    private const int SigTerm = 15;
    private const int SigCont = 18;
    private const int SigStop = 19;

    /// <summary>Asks a process to end (SIGTERM).</summary>
    /// <returns>Whether the signal was sent.</returns>
    public static bool Terminate(int processId) => Kill(processId, SigTerm) == 0;

    /// <summary>Stops a process where it is (SIGSTOP).</summary>
    public static bool Pause(int processId) => Kill(processId, SigStop) == 0;

    /// <summary>Lets a stopped process go on (SIGCONT).</summary>
    public static bool Resume(int processId) => Kill(processId, SigCont) == 0;

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int processId, int signal);
}
