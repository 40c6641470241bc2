using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Outbox;

namespace Actors.Domain.Inspection;

/// <summary>
/// The code that a phone shows to the officer as a QR code: the random id of the registration, until when it is good, and a
/// proof that this installation issued it. It holds no personal data and is not stored. Capital letters and digits only, which
/// scanners that act as keyboards type alike on most layouts, and QR codes hold densely.
/// </summary>
public static class InspectionCode
{
    /// <summary>What each code begins with. No passport number or machine-readable zone is as long.</summary>
    public const string Prefix = "Q1";

    /// <summary>The number of characters.</summary>
    public const int Length = 2 + (ByteCount * 2);

    private const int IdBytes = 16;
    private const int ProofBytes = 12;
    private const int ByteCount = IdBytes + sizeof(uint) + ProofBytes;

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789ABCDEFabcdef");

    private static ReadOnlySpan<byte> Label => "inspection-code"u8;

    /// <summary>Issues the code of a registration.</summary>
    /// <param name="keys">The secrets of the installation.</param>
    /// <param name="person">The registration.</param>
    /// <param name="expiresAt">Until when it is good, by the wall clock.</param>
    public static string Issue(IChannelKeys keys, EntrantId person, DateTimeOffset expiresAt)
    {
        Span<byte> bytes = stackalloc byte[ByteCount];
        Convert.FromHexString(person.ToString(), bytes, out _, out _);
        BinaryPrimitives.WriteUInt32BigEndian(bytes[IdBytes..], (uint)expiresAt.ToUnixTimeSeconds());
        Prove(keys, bytes[..^ProofBytes], bytes[^ProofBytes..]);
        return Prefix + Convert.ToHexString(bytes);
    }

    /// <summary>Whether a text is meant as a code, right or wrong.</summary>
    public static bool IsMeant(string text) =>
        text.Length == Length && text.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)
        && text.AsSpan(Prefix.Length).IndexOfAnyExcept(HexDigits) < 0;

    /// <summary>Reads a code. Returns <c>false</c> if it is not of this installation, or has expired.</summary>
    public static bool TryRead(IChannelKeys keys, string text, DateTimeOffset now, out EntrantId person)
    {
        person = default;
        if (!IsMeant(text))
        {
            return false;
        }

        var bytes = Convert.FromHexString(text.AsSpan(Prefix.Length));
        Span<byte> proof = stackalloc byte[ProofBytes];
        Prove(keys, bytes.AsSpan()[..^ProofBytes], proof);
        if (!CryptographicOperations.FixedTimeEquals(proof, bytes.AsSpan()[^ProofBytes..])
            || BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(IdBytes)) < now.ToUnixTimeSeconds())
        {
            return false;
        }

        return EntrantId.TryParse(Convert.ToHexStringLower(bytes.AsSpan(0, IdBytes)), out person);
    }

    private static void Prove(IChannelKeys keys, ReadOnlySpan<byte> content, Span<byte> proof)
    {
        Span<byte> message = stackalloc byte[Label.Length + content.Length];
        Label.CopyTo(message);
        content.CopyTo(message[Label.Length..]);
        Span<byte> whole = stackalloc byte[HMACSHA256.HashSizeInBytes];
        keys.Authenticate(message, whole);
        whole[..ProofBytes].CopyTo(proof);
    }
}
