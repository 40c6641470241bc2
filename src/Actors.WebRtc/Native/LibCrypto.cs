using System.Runtime.InteropServices;

namespace Actors.WebRtc.Native;

/// <summary>Functions of <c>libcrypto.so.3</c> (OpenSSL 3), by their own names.</summary>
internal static unsafe partial class LibCrypto
{
    /// <summary>The file.</summary>
    public const string File = "libcrypto.so.3";

    /// <summary>Empties a memory BIO.</summary>
    public const int BioCtrlReset = 1;

    /// <summary>Sets what an empty memory BIO returns when read.</summary>
    public const int BioSetMemEofReturn = 130;

    [LibraryImport(File)]
    public static partial ulong OpenSSL_version_num();

    [LibraryImport(File)]
    public static partial nint BIO_s_mem();

    [LibraryImport(File)]
    public static partial nint BIO_new(nint method);

    [LibraryImport(File)]
    public static partial int BIO_free(nint bio);

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
