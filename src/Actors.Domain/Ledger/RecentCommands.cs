using System.Buffers.Binary;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Actors.Domain.Ledger;

/// <summary>
/// The commands carried out last. One of them that comes again is answered as before and carried out no second time. Sixteen are
/// remembered: more than a phone sends after a day without a network.
/// </summary>
[JsonConverter(typeof(Converter))]
public readonly struct RecentCommands : IEquatable<RecentCommands>
{
    /// <summary>How many are remembered.</summary>
    public const int Capacity = 16;

    private readonly ulong[]? _newestLast;

    private RecentCommands(ulong[] newestLast) => _newestLast = newestLast;

    private ReadOnlySpan<ulong> Ids => _newestLast;

    /// <summary>Whether the command was carried out lately.</summary>
    public bool Contains(CommandId command) => Ids.Contains(command.Value);

    /// <summary>With one more; the oldest is forgotten when there are too many.</summary>
    public RecentCommands With(CommandId command) => new([.. Ids[Math.Max(0, Ids.Length - Capacity + 1)..], command.Value]);

    /// <inheritdoc/>
    public bool Equals(RecentCommands other) => Ids.SequenceEqual(other.Ids);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is RecentCommands other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Ids.IsEmpty ? 0 : HashCode.Combine(Ids.Length, Ids[^1]);

    public static bool operator ==(RecentCommands left, RecentCommands right) => left.Equals(right);

    public static bool operator !=(RecentCommands left, RecentCommands right) => !left.Equals(right);

    /// <summary>Eight bytes each, little endian, in base64: states are small, and this is in every one.</summary>
    private sealed class Converter : JsonConverter<RecentCommands>
    {
        public override RecentCommands Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var bytes = reader.GetBytesFromBase64();
            if (bytes.Length % sizeof(ulong) != 0 || bytes.Length > Capacity * sizeof(ulong))
            {
                throw new JsonException($"Recent commands are at most {Capacity} numbers of eight bytes, not {bytes.Length} bytes.");
            }

            var ids = new ulong[bytes.Length / sizeof(ulong)];
            for (var index = 0; index < ids.Length; index++)
            {
                ids[index] = BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(index * sizeof(ulong)));
            }

            return new(ids);
        }

        public override void Write(Utf8JsonWriter writer, RecentCommands value, JsonSerializerOptions options)
        {
            Span<byte> bytes = stackalloc byte[Capacity * sizeof(ulong)];
            for (var index = 0; index < value.Ids.Length; index++)
            {
                BinaryPrimitives.WriteUInt64LittleEndian(bytes[(index * sizeof(ulong))..], value.Ids[index]);
            }

            writer.WriteBase64StringValue(bytes[..(value.Ids.Length * sizeof(ulong))]);
        }
    }
}
