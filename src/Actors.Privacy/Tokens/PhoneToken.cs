using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Actors.Domain.Programmes;
using Actors.Domain.Stays;

namespace Actors.Privacy.Tokens;

/// <summary>
/// By what a phone signs in: 32 random bytes. Only the phone has it; the server keeps its hash. It never shows itself.
/// </summary>
public sealed class PhoneToken
{
    private const int ByteCount = 32;

    /// <summary>Tells what it is and in which form, so that another form can come later and leaks are found by search.</summary>
    private const string Prefix = "pt1_";

    private static readonly int TextLength = Prefix.Length + Base64Url.GetEncodedLength(ByteCount);

    private PhoneToken(string text)
    {
        Text = text;
        Hash = new(SHA256.HashData(Encoding.ASCII.GetBytes(text)));
    }

    /// <summary>What the phone is given and sends: secret.</summary>
    public string Text { get; }

    /// <summary>What is stored.</summary>
    internal PhoneTokenHash Hash { get; }

    /// <summary>Draws a new one.</summary>
    public static PhoneToken Draw() => new(Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(ByteCount)));

    /// <summary>Reads what <see cref="Text"/> gives; false when it is something else.</summary>
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

    /// <summary>Not the token.</summary>
    public override string ToString() => "phone token";
}

/// <summary>The SHA-256 of a token, as a key of tables.</summary>
internal readonly struct PhoneTokenHash(byte[] bytes) : IEquatable<PhoneTokenHash>
{
    public byte[] Bytes { get; } = bytes;

    public bool Equals(PhoneTokenHash other) => Bytes.AsSpan().SequenceEqual(other.Bytes);

    public override bool Equals(object? obj) => obj is PhoneTokenHash other && Equals(other);

    /// <summary>The first bytes of a hash are as good as any hash of it.</summary>
    public override int GetHashCode() => MemoryMarshal.Read<int>(Bytes);
}

/// <summary>Whose phone signs in by a token.</summary>
/// <param name="Entrant">Who.</param>
/// <param name="Programme">In which programme.</param>
public sealed record PhoneTokenOwner(EntrantId Entrant, ProgrammeId Programme);
