using System.Runtime.InteropServices;

namespace Actors.WebRtc.Native;

/// <summary>The queue of errors that OpenSSL keeps for each thread, and that every call here leaves empty.</summary>
internal static unsafe class OpenSslError
{
    private const int LongestText = 256;

    /// <exception cref="InvalidOperationException">It did not go well; the message says why.</exception>
    public static void Require(bool wentWell, string what)
    {
        if (!wentWell)
        {
            throw new InvalidOperationException($"OpenSSL: {what} failed: {Take() ?? "no reason given"}.");
        }
    }

    /// <summary>The latest error in words, after which the queue is empty; null: there is none.</summary>
    public static string? Take()
    {
        var error = LibCrypto.ERR_peek_last_error();
        LibCrypto.ERR_clear_error();
        if (error == 0)
        {
            return null;
        }

        var text = stackalloc byte[LongestText];
        LibCrypto.ERR_error_string_n(error, text, LongestText);
        return Marshal.PtrToStringUTF8((nint)text);
    }
}
