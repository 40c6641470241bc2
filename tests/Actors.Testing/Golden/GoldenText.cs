using System.Globalization;
using System.Text;

namespace Actors.Testing.Golden;

/// <summary>Payloads as they stand in golden files: bytes that are not printable ASCII are written as \xNN.</summary>
public static class GoldenText
{
    /// <summary>A payload as text.</summary>
    public static string Of(byte[] payload) => string.Concat(payload.Select(value => value is > 0x1F and < 0x7F
        ? ((char)value).ToString()
        : string.Create(CultureInfo.InvariantCulture, $"\\x{value:x2}")));

    /// <summary>The payload of a text.</summary>
    public static byte[] Parse(string text)
    {
        var bytes = new List<byte>();
        for (var i = 0; i < text.Length; i++)
        {
            if (text.AsSpan(i).StartsWith("\\x"))
            {
                bytes.Add(byte.Parse(text.AsSpan(i + 2, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
                i += 3;
            }
            else
            {
                bytes.AddRange(Encoding.ASCII.GetBytes(text, i, 1));
            }
        }

        return [.. bytes];
    }
}
