using System.Buffers.Binary;
using System.Text.Json;
using System.Text.Json.Serialization;
using Actors.Domain.Entrants.Prompts;

namespace Actors.Grains.Formats;

/// <summary>
/// Prompts in 20 bytes each, because several are in the state of every entrant: 4 bytes of bits, 4 of the second for which the
/// prompt was planned, then 3 each for when it was issued, delivered, opened and closes. Numbers are little endian.
/// </summary>
/// <remarks>
/// Bits, from the lowest: extension in seconds 12, reminded 1, excuse 4, outcome 3, kind 2, number 10. The last four moments are
/// seconds after the planned one, plus one; 0 is never. Anything later than about half a year after it counts as that late.
/// </remarks>
internal static class PackedPrompts
{
    private const int OffsetBytes = 3;
    private const int PromptBytes = 8 + (4 * OffsetBytes);
    private const uint MaxOffset = (1u << (8 * OffsetBytes)) - 2;

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="FormatException">The bytes are something else.</exception>
    public static PromptStates Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length % PromptBytes != 0 || bytes.Length > PromptStates.Capacity * PromptBytes)
        {
            throw new FormatException($"{bytes.Length} bytes are no prompts.");
        }

        var prompts = new PromptState[bytes.Length / PromptBytes];
        for (var index = 0; index < prompts.Length; index++)
        {
            prompts[index] = ReadPrompt(bytes.Slice(index * PromptBytes, PromptBytes));
            if (index > 0 && prompts[index].Number.Value <= prompts[index - 1].Number.Value)
            {
                throw new FormatException("The prompts are not in order.");
            }
        }

        return PromptStates.Of(prompts);
    }

    /// <summary>Writes prompts and returns how many bytes they took.</summary>
    public static int Write(PromptStates prompts, Span<byte> destination)
    {
        var at = 0;
        foreach (var prompt in prompts)
        {
            WritePrompt(prompt, destination.Slice(at, PromptBytes));
            at += PromptBytes;
        }

        return at;
    }

    private static PromptState ReadPrompt(ReadOnlySpan<byte> source)
    {
        var bits = BinaryPrimitives.ReadUInt32LittleEndian(source);
        var planned = BinaryPrimitives.ReadUInt32LittleEndian(source[4..]);
        var (kind, outcome, excuse) =
            ((PromptKind)((bits >> 20) & 0x3), (PromptOutcome)((bits >> 17) & 0x7), (Excuse)((bits >> 13) & 0xF));
        if (!PromptNumber.TryFrom((int)(bits >> 22), out var number)
            || kind > PromptKind.SecondFix || outcome > PromptOutcome.Excused || excuse > Excuse.PhoneDisputed)
        {
            throw new FormatException("Not a prompt.");
        }

        return new PromptState
        {
            Number = number,
            Kind = kind,
            PlannedAt = DateTimeOffset.FromUnixTimeSeconds(planned),
            IssuedAt = ReadAfter(planned, source[8..]),
            DeliveredAt = ReadAfter(planned, source[(8 + OffsetBytes)..]),
            OpenedAt = ReadAfter(planned, source[(8 + (2 * OffsetBytes))..]),
            ClosesAt = ReadAfter(planned, source[(8 + (3 * OffsetBytes))..]),
            Extension = TimeSpan.FromSeconds(bits & Domain.Limits.MaxPromptExtensionSeconds),
            Reminded = (bits & (1u << 12)) != 0,
            Outcome = outcome,
            Excuse = excuse,
        };
    }

    private static void WritePrompt(PromptState prompt, Span<byte> destination)
    {
        var extension = (uint)prompt.Extension.TotalSeconds;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(extension, (uint)Domain.Limits.MaxPromptExtensionSeconds);
        var bits = extension | (prompt.Reminded ? 1u << 12 : 0) | ((uint)prompt.Excuse << 13) | ((uint)prompt.Outcome << 17)
            | ((uint)prompt.Kind << 20) | ((uint)prompt.Number.Value << 22);
        var planned = checked((uint)prompt.PlannedAt.ToUnixTimeSeconds());
        BinaryPrimitives.WriteUInt32LittleEndian(destination, bits);
        BinaryPrimitives.WriteUInt32LittleEndian(destination[4..], planned);
        WriteAfter(planned, prompt.IssuedAt, destination[8..]);
        WriteAfter(planned, prompt.DeliveredAt, destination[(8 + OffsetBytes)..]);
        WriteAfter(planned, prompt.OpenedAt, destination[(8 + (2 * OffsetBytes))..]);
        WriteAfter(planned, prompt.ClosesAt, destination[(8 + (3 * OffsetBytes))..]);
    }

    private static DateTimeOffset? ReadAfter(uint planned, ReadOnlySpan<byte> source)
    {
        var offset = source[0] | ((uint)source[1] << 8) | ((uint)source[2] << 16);
        return offset == 0 ? null : DateTimeOffset.FromUnixTimeSeconds(planned + offset - 1);
    }

    private static void WriteAfter(uint planned, DateTimeOffset? moment, Span<byte> destination)
    {
        var offset = moment is { } at ? (uint)Math.Clamp(at.ToUnixTimeSeconds() - planned, 0, MaxOffset) + 1 : 0;
        destination[0] = (byte)(offset & 0xFF);
        destination[1] = (byte)((offset >> 8) & 0xFF);
        destination[2] = (byte)(offset >> 16);
    }

    /// <summary>Base64 of the bytes.</summary>
    public sealed class Converter : JsonConverter<PromptStates>
    {
        public override PromptStates Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Base64.Read(ref reader, PackedPrompts.Read);

        public override void Write(Utf8JsonWriter writer, PromptStates value, JsonSerializerOptions options)
        {
            Span<byte> bytes = stackalloc byte[PromptStates.Capacity * PromptBytes];
            writer.WriteBase64StringValue(bytes[..PackedPrompts.Write(value, bytes)]);
        }
    }
}
