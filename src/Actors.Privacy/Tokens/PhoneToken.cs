using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Programmes;

namespace Actors.Privacy.Tokens;

/// <summary>
/// The secret that a phone signs in with: 32 random bytes. The server stores only its hash.
/// </summary>
public sealed class PhoneToken
{
    private const int ByteCount = 32;

    /// <summary>
    /// Names the kind and format, so that the format can change later and leaked tokens can be searched for.
    /// </summary>
    private const string Prefix = "pt1_";

    private static readonly int TextLength = Prefix.Length + Base64Url.GetEncodedLength(ByteCount);

    private PhoneToken(string text)
    {
        Text = text;
        Hash = new(SHA256.HashData(Encoding.ASCII.GetBytes(text)));
    }

    /// <summary>The secret text that the phone gets and sends.</summary>
    public string Text { get; }

    /// <summary>The stored hash.</summary>
    internal PhoneTokenHash Hash { get; }

    /// <summary>Creates a random token.</summary>
    public static PhoneToken Draw() => new(Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(ByteCount)));

    /// <summary>Parses the form of <see cref="Text"/>.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out PhoneToken? token)
    {
        token = null;
        Span<byte> bytes = stackalloc byte[ByteCount];
        if (text is null || text.Length != TextLength || !text.StartsWith(Prefix, StringComparison.Ordinal)
            || Base64Url.DecodeFromChars(text.AsSpan(Prefix.Length), bytes, out _, out var written) != OperationStatus.Done
            || written != ByteCount)
        {
            return false;
        }

        token = new(text);
        return true;
    }

    /// <summary>A constant that does not reveal the token.</summary>
    public override string ToString() => "phone token";
}

/// <summary>The SHA-256 of a token, usable as a key.</summary>
internal readonly struct PhoneTokenHash(byte[] bytes) : IEquatable<PhoneTokenHash>
{
    public byte[] Bytes { get; } = bytes;

    public bool Equals(PhoneTokenHash other) => Bytes.AsSpan().SequenceEqual(other.Bytes);

    public override bool Equals(object? obj) => obj is PhoneTokenHash other && Equals(other);

    /// <summary>The first bytes of the hash.</summary>
    public override int GetHashCode() => MemoryMarshal.Read<int>(Bytes);
}

/// <summary>The owner of a token.</summary>
/// <param name="Entrant">The person.</param>
/// <param name="Programme">The programme of the person.</param>
/// <param name="ExpiresAt">When the token expires, by the programme clock; <c>null</c> if never.</param>
/// <param name="IsRenewal">Whether the token was issued in place of another one and was not used yet.</param>
public sealed record PhoneTokenOwner(
    EntrantId Entrant, ProgrammeId Programme, DateTimeOffset? ExpiresAt = null, bool IsRenewal = false);
