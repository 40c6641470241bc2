using System.Buffers.Binary;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Actors.Domain.Ledger;

/// <summary>Eight bytes each, little endian, in base64: states are small, and this is in every one.</summary>
public sealed class RecentCommandsConverter : JsonConverter<RecentCommands>
{
    private const int MostBytes = RecentCommands.Capacity * sizeof(ulong);

    /// <inheritdoc/>
    public override RecentCommands Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var bytes = reader.GetBytesFromBase64();
        if (bytes.Length % sizeof(ulong) != 0 || bytes.Length > MostBytes)
        {
            throw new JsonException(
                $"Recent commands are at most {RecentCommands.Capacity} numbers of eight bytes, not {bytes.Length} bytes.");
        }

        Span<ulong> ids = stackalloc ulong[bytes.Length / sizeof(ulong)];
        for (var index = 0; index < ids.Length; index++)
        {
            ids[index] = BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(index * sizeof(ulong)));
        }

        return RecentCommands.Of(ids);
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, RecentCommands value, JsonSerializerOptions options)
    {
        Span<byte> bytes = stackalloc byte[MostBytes];
        var ids = value.Ids;
        for (var index = 0; index < ids.Length; index++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(bytes[(index * sizeof(ulong))..], ids[index]);
        }

        writer.WriteBase64StringValue(bytes[..(ids.Length * sizeof(ulong))]);
    }
}
