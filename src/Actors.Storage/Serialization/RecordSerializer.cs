using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Actors.Storage.Serialization;

/// <summary>
/// Converts values to self-describing payloads: a format byte, the schema version (7 bits per byte, low bits first), the
/// length and UTF-8 of the type's alias, then the value as JSON in UTF-8.
/// </summary>
public sealed class RecordSerializer(StoredTypes types)
{
    private const byte Format = 1;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? Buffer;

    [ThreadStatic]
    private static Utf8JsonWriter? Writer;

    /// <summary>Serializes a value.</summary>
    /// <exception cref="InvalidOperationException">
    /// The type is not in <see cref="StoredTypes"/>, or the payload is too long.
    /// </exception>
    public byte[] Serialize(object value) => Serialize(value, out _);

    /// <summary>Deserializes a payload and upgrades it to the current version of its type.</summary>
    /// <exception cref="FormatException">The payload is malformed, or its type or version is unknown.</exception>
    public object Deserialize(ReadOnlySpan<byte> payload)
    {
        var body = ReadHeader(payload, out var alias, out var version);
        var type = types.Find(alias) ?? throw new FormatException($"The program knows no stored type named {alias}.");
        if (version > type.Version)
        {
            throw new FormatException($"{alias} is stored in version {version}; the program knows up to {type.Version}.");
        }

        try
        {
            var value = version == type.Version
                ? JsonSerializer.Deserialize(body, type.Json)
                : type.Upcast(version, Parse(body, alias)).Deserialize(type.Json);
            return value ?? throw new FormatException($"The body of {alias} is null.");
        }
        catch (JsonException exception)
        {
            throw new FormatException($"The body of {alias} version {version} is not readable.", exception);
        }
    }

    /// <summary>The type that a payload names; <c>null</c> if its header cannot be read, or the type is not known.</summary>
    internal StoredType? FindType(ReadOnlySpan<byte> payload)
    {
        try
        {
            ReadHeader(payload, out var alias, out _);
            return types.Find(alias);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <inheritdoc cref="Serialize(object)"/>
    internal byte[] Serialize(object value, out string alias)
    {
        var type = types.Get(value.GetType());
        alias = type.Alias;
        var output = Buffer ??= new ArrayBufferWriter<byte>(1024);
        output.ResetWrittenCount();
        WriteHeader(output, type);
        var json = Writer ??= new Utf8JsonWriter(output, new JsonWriterOptions { SkipValidation = true });
        json.Reset(output);
        if (type.Written == type.Version)
        {
            JsonSerializer.Serialize(json, value, type.Json);
        }
        else
        {
            type.Downcast(JsonSerializer.SerializeToNode(value, type.Json)!).WriteTo(json);
        }

        json.Flush();
        if (output.WrittenCount > Limits.PayloadBytes)
        {
            throw new InvalidOperationException(
                $"A value of {alias} takes {output.WrittenCount} bytes; {Limits.PayloadBytes} are allowed.");
        }

        return output.WrittenSpan.ToArray();
    }

    private static JsonNode Parse(ReadOnlySpan<byte> body, string alias) =>
        JsonNode.Parse(body) ?? throw new FormatException($"The body of {alias} is null.");

    private static void WriteHeader(ArrayBufferWriter<byte> output, StoredType type)
    {
        var length = Encoding.UTF8.GetByteCount(type.Alias);
        var span = output.GetSpan(1 + 5 + 1 + length);
        var at = 0;
        span[at++] = Format;
        var version = (uint)type.Written;
        for (; version > 0x7F; version >>= 7)
        {
            span[at++] = (byte)((version & 0x7F) | 0x80);
        }

        span[at++] = (byte)version;
        span[at++] = checked((byte)length);
        at += Encoding.UTF8.GetBytes(type.Alias, span[at..]);
        output.Advance(at);
    }

    private static ReadOnlySpan<byte> ReadHeader(ReadOnlySpan<byte> payload, out string alias, out int version)
    {
        if (payload.IsEmpty || payload[0] != Format)
        {
            throw new FormatException("The payload does not begin with a known format.");
        }

        var at = 1;
        uint number = 0;
        for (var shift = 0; ; shift += 7)
        {
            if (at >= payload.Length || shift > 21)
            {
                throw new FormatException("The payload has no version.");
            }

            var part = payload[at++];
            number |= (uint)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                break;
            }
        }

        if (number == 0 || at >= payload.Length || at + 1 + payload[at] > payload.Length)
        {
            throw new FormatException("The payload has no type.");
        }

        version = (int)number;
        var length = payload[at++];
        alias = Encoding.UTF8.GetString(payload.Slice(at, length));
        return payload[(at + length)..];
    }
}
