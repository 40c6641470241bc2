using System.Runtime.InteropServices;

namespace Actors.WebRtc.Native;

/// <summary>Functions of <c>libcrypto.so.3</c> (OpenSSL 3), under their own names.</summary>
internal static unsafe partial class LibCrypto
{
    /// <summary>The file name.</summary>
    public const string File = "libcrypto.so.3";

    /// <summary>Empties a memory BIO.</summary>
    public const int BioCtrlReset = 1;

    /// <summary>Sets what reading an empty memory BIO returns.</summary>
    public const int BioSetMemEofReturn = 130;

    [LibraryImport(File)]
    public static partial ulong OpenSSL_version_num();

    [LibraryImport(File)]
    public static partial nint BIO_s_mem();

    [LibraryImport(File)]
    public static partial nint BIO_new(nint method);

    [LibraryImport(File)]
    public static partial int BIO_read(nint bio, byte* data, int length);

    [LibraryImport(File)]
    public static partial int BIO_write(nint bio, byte* data, int length);

    [LibraryImport(File)]
    public static partial nuint BIO_ctrl_pending(nint bio);

    [LibraryImport(File)]
    public static partial nint BIO_ctrl(nint bio, int command, nint number, nint pointer);

    [LibraryImport(File)]
    public static partial nint d2i_X509(nint result, byte** der, nint length);

    [LibraryImport(File)]
    public static partial nint d2i_AutoPrivateKey(nint result, byte** der, nint length);

    [LibraryImport(File)]
    public static partial void X509_free(nint certificate);

    [LibraryImport(File)]
    public static partial void EVP_PKEY_free(nint key);

    [LibraryImport(File)]
    public static partial nint EVP_sha256();

    [LibraryImport(File)]
    public static partial int X509_digest(nint certificate, nint hash, byte* digest, uint* length);

    [LibraryImport(File)]
    public static partial void ERR_clear_error();

    [LibraryImport(File)]
    public static partial ulong ERR_peek_last_error();

    [LibraryImport(File)]
    public static partial void ERR_error_string_n(ulong error, byte* text, nuint length);
}

/// <summary>OpenSSL's error queue of the current thread. Every call in this folder leaves it empty.</summary>
internal static unsafe class OpenSslError
{
    private const int MaxTextLength = 256;

    /// <exception cref="InvalidOperationException">The step failed; the message says why.</exception>
    public static void Require(bool wentWell, string what)
    {
        if (!wentWell)
        {
            throw new InvalidOperationException($"OpenSSL: {what} failed: {Pop() ?? "no reason given"}.");
        }
    }

    /// <summary>Takes the latest error as text and empties the queue; null if the queue is empty.</summary>
    public static string? Pop()
    {
        var error = LibCrypto.ERR_peek_last_error();
        LibCrypto.ERR_clear_error();
        if (error == 0)
        {
            return null;
        }

        var text = stackalloc byte[MaxTextLength];
        LibCrypto.ERR_error_string_n(error, text, MaxTextLength);
        return Marshal.PtrToStringUTF8((nint)text);
    }
}
