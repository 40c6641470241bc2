using System.Text;

namespace Actors.LoadTest.Ledgers;

/// <summary>
/// The bytes of a row: format byte 1, schema version (7 bits per byte, low bits first), length and UTF-8 of the type name,
/// then JSON in UTF-8.
/// </summary>
public static class LedgerPayload
{
    private const byte Format = 1;
    private const int MaxVersionBytes = 4;

    /// <summary>Splits a payload into its type, version and JSON.</summary>
    /// <exception cref="FormatException">The bytes are not a payload.</exception>
    public static ReadOnlyMemory<byte> Open(ReadOnlyMemory<byte> payload, out string type, out int version)
    {
        var bytes = payload.Span;
        if (bytes.IsEmpty || bytes[0] != Format)
        {
            throw new FormatException("A payload begins with the format byte 1.");
        }

        version = 0;
        var at = 1;
        byte part;
        do
        {
            if (at >= bytes.Length || at > MaxVersionBytes)
            {
                throw new FormatException("A payload has a schema version after the format byte.");
            }

            part = bytes[at];
            version |= (part & 0x7F) << (7 * (at - 1));
            at++;
        }
        while (part > 0x7F);

        if (at >= bytes.Length || at + 1 + bytes[at] > bytes.Length)
        {
            throw new FormatException("A payload has the name of its type after the version.");
        }

        var name = bytes.Slice(at + 1, bytes[at]);
        type = Encoding.UTF8.GetString(name);
        return payload[(at + 1 + name.Length)..];
    }
}
