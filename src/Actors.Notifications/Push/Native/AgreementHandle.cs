using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Actors.Notifications.Push.Native;

/// <summary>
/// A private key on P-256 that agrees on secrets (ECDH, NIST SP 800-56A, 5.7.1.2) by libcrypto directly. The imports of
/// System.Security.Cryptography check each key of a phone in full and take four times as long. That the point lies on the curve
/// is checked here too; the curve has no smaller group. Not for two threads at once.
/// </summary>
internal sealed unsafe class AgreementHandle : SafeHandle
{
    /// <summary>The length of a secret and of a private key in bytes.</summary>
    public const int SecretBytes = 32;

    private static readonly nint Curve = Require(LibCrypto.EC_GROUP_new_by_curve_name(LibCrypto.P256));

    private readonly nint _context = Require(LibCrypto.BN_CTX_new());
    private readonly nint _phone = Require(LibCrypto.EC_POINT_new(Curve));
    private readonly nint _agreed = Require(LibCrypto.EC_POINT_new(Curve));

    /// <summary>Takes a private key.</summary>
    /// <param name="privateKey">The number as 32 bytes.</param>
    public AgreementHandle(ReadOnlySpan<byte> privateKey)
        : base(0, ownsHandle: true)
    {
        fixed (byte* bytes = privateKey)
        {
            SetHandle(Require(LibCrypto.BN_bin2bn(bytes, privateKey.Length, 0)));
        }

        LibCrypto.BN_set_flags(handle, LibCrypto.ConstantTime);
    }

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <summary>Agrees on a secret with a phone.</summary>
    /// <param name="point">The public key of the phone, as an uncompressed point.</param>
    /// <param name="secret">Receives the secret, <see cref="SecretBytes"/> bytes.</param>
    /// <exception cref="CryptographicException">The point is not on the curve.</exception>
    public void Agree(ReadOnlySpan<byte> point, Span<byte> secret)
    {
        Span<byte> agreed = stackalloc byte[PushSubscription.PointBytes];
        var isHeld = false;
        try
        {
            DangerousAddRef(ref isHeld);
            fixed (byte* from = point)
            fixed (byte* to = agreed)
            {
                var length = (nuint)agreed.Length;
                if (point.Length != PushSubscription.PointBytes
                    || LibCrypto.EC_POINT_oct2point(Curve, _phone, from, (nuint)point.Length, _context) != 1
                    || LibCrypto.EC_POINT_mul(Curve, _agreed, 0, _phone, handle, _context) != 1
                    || LibCrypto.EC_POINT_point2oct(Curve, _agreed, LibCrypto.Uncompressed, to, length, _context) != length)
                {
                    LibCrypto.ERR_clear_error();
                    throw new CryptographicException("The key of the phone is no point on P-256.");
                }
            }

            agreed.Slice(1, SecretBytes).CopyTo(secret);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(agreed);
            if (isHeld)
            {
                DangerousRelease();
            }
        }
    }

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        LibCrypto.BN_clear_free(handle);
        LibCrypto.EC_POINT_clear_free(_agreed);
        LibCrypto.EC_POINT_clear_free(_phone);
        LibCrypto.BN_CTX_free(_context);
        return true;
    }

    private static nint Require(nint result) => result != 0 ? result : throw new CryptographicException("OpenSSL has no memory.");
}

/// <summary>Functions and constants of <c>libcrypto.so.3</c> (OpenSSL 3), under their own names.</summary>
internal static unsafe partial class LibCrypto
{
    /// <summary><c>NID_X9_62_prime256v1</c>.</summary>
    public const int P256 = 415;

    /// <summary><c>POINT_CONVERSION_UNCOMPRESSED</c>.</summary>
    public const int Uncompressed = 4;

    /// <summary><c>BN_FLG_CONSTTIME</c>.</summary>
    public const int ConstantTime = 4;

    private const string File = "libcrypto.so.3";

    [LibraryImport(File)]
    public static partial nint EC_GROUP_new_by_curve_name(int curve);

    [LibraryImport(File)]
    public static partial nint EC_POINT_new(nint group);

    [LibraryImport(File)]
    public static partial void EC_POINT_clear_free(nint point);

    [LibraryImport(File)]
    public static partial int EC_POINT_oct2point(nint group, nint point, byte* octets, nuint length, nint context);

    [LibraryImport(File)]
    public static partial nuint EC_POINT_point2oct(nint group, nint point, int form, byte* octets, nuint length, nint context);

    [LibraryImport(File)]
    public static partial int EC_POINT_mul(nint group, nint result, nint ofGenerator, nint point, nint factor, nint context);

    [LibraryImport(File)]
    public static partial nint BN_bin2bn(byte* bytes, int length, nint result);

    [LibraryImport(File)]
    public static partial void BN_set_flags(nint number, int flags);

    [LibraryImport(File)]
    public static partial void BN_clear_free(nint number);

    [LibraryImport(File)]
    public static partial nint BN_CTX_new();

    [LibraryImport(File)]
    public static partial void BN_CTX_free(nint context);

    [LibraryImport(File)]
    public static partial void ERR_clear_error();
}
