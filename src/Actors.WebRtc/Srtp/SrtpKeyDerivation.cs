using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Actors.WebRtc.Srtp;

/// <summary>
/// Session keys from a master key (RFC 3711, section 4.3; RFC 7714, section 11), with a key derivation rate of 0.
/// </summary>
internal static class SrtpKeyDerivation
{
    private const byte RtpLabels = 0;
    private const byte RtcpLabels = 3;
    private const int AuthenticationKeyLength = 20;
    private const int BlockLength = 16;

    /// <summary>The keys of RTP.</summary>
    public static SrtpSessionKey DeriveRtp(SrtpMasterKey master) => Derive(master, RtpLabels);

    /// <summary>The keys of RTCP.</summary>
    public static SrtpSessionKey DeriveRtcp(SrtpMasterKey master) => Derive(master, RtcpLabels);

    /// <summary>
    /// Fills in the pseudo-random bytes of one label: the key stream of AES in counter mode from the master salt into which
    /// the label is mixed (section 4.3.3).
    /// </summary>
    public static void Fill(SrtpMasterKey master, byte label, Span<byte> derived)
    {
        using var aes = Aes.Create();
        aes.SetKey(master.Key);

        // A salt of 96 bits counts as one of 112 with zeros at the end; the last 16 bits count blocks.
        Span<byte> input = stackalloc byte[BlockLength];
        Span<byte> output = stackalloc byte[BlockLength];
        input.Clear();
        master.Salt.CopyTo(input);
        input[7] ^= label;
        for (ushort block = 0; !derived.IsEmpty; block++)
        {
            BinaryPrimitives.WriteUInt16BigEndian(input[14..], block);
            aes.EncryptEcb(input, output, PaddingMode.None);
            var part = Math.Min(BlockLength, derived.Length);
            output[..part].CopyTo(derived);
            derived = derived[part..];
        }

        CryptographicOperations.ZeroMemory(output);
    }

    private static SrtpSessionKey Derive(SrtpMasterKey master, byte firstLabel)
    {
        var key = new SrtpSessionKey(
            new byte[SrtpProfileParameters.KeyLength], new byte[AuthenticationKeyLength], new byte[master.Salt.Length]);
        Fill(master, firstLabel, key.Encryption);
        Fill(master, (byte)(firstLabel + 1), key.Authentication);
        Fill(master, (byte)(firstLabel + 2), key.Salt);
        return key;
    }
}
