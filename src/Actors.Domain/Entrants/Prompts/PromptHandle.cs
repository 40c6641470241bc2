using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Plans;
using Actors.Domain.Protection;

namespace Actors.Domain.Entrants.Prompts;

/// <summary>
/// The text by which an answer names its prompt: 16 characters of base64url over day, index and 80 bits of HMAC-SHA256.
/// It proves that the prompt reached the phone that answers. It is not stored.
/// </summary>
public static class PromptHandle
{
    /// <summary>The number of characters of a handle.</summary>
    public const int Length = 16;

    private const int ByteCount = 12;

    private const int NumberByteCount = 2;

    private static ReadOnlySpan<byte> Label => "handle"u8;

    /// <summary>Creates the handle of a prompt.</summary>
    public static string Issue(PlanKey key, StayId stay, PromptNumber number)
    {
        Span<byte> bytes = stackalloc byte[ByteCount];
        Write(key, stay, number, bytes);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>
    /// Reads the prompt of a handle; returns <c>false</c> if this stay never had such a handle. Takes the same time for
    /// every wrong handle of the right length.
    /// </summary>
    public static bool TryRead(PlanKey key, StayId stay, [NotNullWhen(true)] string? handle, out PromptNumber number)
    {
        number = default;
        Span<byte> given = stackalloc byte[ByteCount];
        if (handle?.Length != Length
            || Base64Url.DecodeFromChars(handle, given, out _, out var written) != OperationStatus.Done
            || written != ByteCount
            || given[0] > PromptNumber.LastDay
            || given[1] > PromptNumber.LastIndex)
        {
            return false;
        }

        var claimed = new PromptNumber(given[0], given[1]);
        Span<byte> genuine = stackalloc byte[ByteCount];
        Write(key, stay, claimed, genuine);
        var valid = CryptographicOperations.FixedTimeEquals(given, genuine);
        number = valid ? claimed : default;
        return valid;
    }

    private static void Write(PlanKey key, StayId stay, PromptNumber number, Span<byte> destination)
    {
        Span<byte> message = stackalloc byte[Label.Length + RecordId.ByteCount + NumberByteCount];
        Label.CopyTo(message);
        stay.Record.WriteTo(message[Label.Length..]);
        BinaryPrimitives.WriteUInt16BigEndian(message[^NumberByteCount..], number.Value);

        Span<byte> proof = stackalloc byte[HMACSHA256.HashSizeInBytes];
        key.Authenticate(message, proof);
        destination[0] = (byte)number.Day;
        destination[1] = (byte)number.Index;
        proof[..(ByteCount - NumberByteCount)].CopyTo(destination[NumberByteCount..]);
    }
}
