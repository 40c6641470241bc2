using System.Text.Json;

namespace Actors.Grains.Formats;

/// <summary>Bytes as base64 text in JSON.</summary>
internal static class Base64
{
    /// <summary>Reads packed bytes.</summary>
    public delegate T Unpack<out T>(ReadOnlySpan<byte> bytes);

    /// <summary>Reads base64 text and unpacks its bytes.</summary>
    /// <exception cref="JsonException">It is something else.</exception>
    public static T Read<T>(ref Utf8JsonReader reader, Unpack<T> unpack)
    {
        try
        {
            return unpack(reader.GetBytesFromBase64());
        }
        catch (FormatException exception)
        {
            throw new JsonException($"Not a packed {typeof(T).Name}.", exception);
        }
    }
}
