using System.Runtime.InteropServices;

namespace Actors.WebRtc.Native;

/// <summary>A library of the operating system that calls need.</summary>
/// <param name="Purpose">What is not possible without it.</param>
/// <param name="Files">Any of these will do.</param>
/// <param name="Packages">What to install, in words.</param>
/// <param name="Probe">Tries it; null: it works, otherwise what is wrong with it.</param>
internal sealed record NativePart(string Purpose, IReadOnlyList<string> Files, string Packages, Func<string?> Probe)
{
    /// <summary>One sentence for the person who starts the server; null: it is there and works.</summary>
    public string? Check()
    {
        if (!Files.Any(IsThere))
        {
            return $"{Purpose} needs {string.Join(" or ", Files)}, which is not there. Install {Packages}.";
        }

        string? fault;
        try
        {
            fault = Probe();
        }
        catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException
            or InvalidOperationException or TypeInitializationException)
        {
            fault = (exception.InnerException ?? exception).Message;
        }

        return fault is null ? null : $"{Purpose} cannot use {string.Join(" or ", Files)}: {fault} Install {Packages}.";
    }

    private static bool IsThere(string file)
    {
        if (!NativeLibrary.TryLoad(file, out var library))
        {
            return false;
        }

        NativeLibrary.Free(library);
        return true;
    }
}
