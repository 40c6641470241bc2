using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Actors.Testing.Markers;

/// <summary>
/// Looks for planted personal data: texts as UTF-8 and UTF-16, coordinates as text and as the bytes of a double, each
/// as it is, in hexadecimal, and in base64 and base64url at each of their three alignments.
/// </summary>
public sealed class MarkerScanner
{
    /// <summary>Looks for these.</summary>
    public MarkerScanner(IEnumerable<string> texts, IEnumerable<double> numbers)
    {
        var numberList = numbers.ToList();
        Forms =
        [
            .. texts.Concat(numberList.Select(Digits)).SelectMany(Encoded).SelectMany(FormsOf),
            .. numberList.Select(LittleEndian).SelectMany(FormsOf),
            .. numberList.Select(number => LittleEndian(number).Reverse().ToArray()).SelectMany(FormsOf),
        ];
    }

    /// <summary>Every sequence of bytes that would give a marker away.</summary>
    public IReadOnlyList<byte[]> Forms { get; }

    /// <summary>Which forms stand where.</summary>
    public IReadOnlyList<string> Find(IEnumerable<byte[]> contents) =>
    [
        .. from content in contents
           from form in Forms
           where content.AsSpan().IndexOf(form) >= 0
           select $"{Encoding.Latin1.GetString(form)} in {content.Length} bytes",
    ];

    /// <summary>As many digits as any way of writing the number has.</summary>
    private static string Digits(double number) => number.ToString("F6", CultureInfo.InvariantCulture)[..^1];

    private static IEnumerable<byte[]> Encoded(string text) =>
        [Encoding.UTF8.GetBytes(text), Encoding.Unicode.GetBytes(text), Encoding.BigEndianUnicode.GetBytes(text)];

    private static IEnumerable<byte[]> FormsOf(byte[] bytes)
    {
        string[] texts =
        [
            Convert.ToHexString(bytes), Convert.ToHexStringLower(bytes),
            .. Enumerable.Range(0, 3).Select(before => Base64(bytes, before)),
            .. Enumerable.Range(0, 3).Select(before => Base64(bytes, before).Replace('+', '-').Replace('/', '_')),
        ];
        return texts.Distinct().Select(Encoding.ASCII.GetBytes).Prepend(bytes);
    }

    /// <summary>
    /// The characters that depend on the text alone, whatever stands <paramref name="before"/> and behind it.
    /// </summary>
    private static string Base64(byte[] bytes, int before)
    {
        var text = Convert.ToBase64String([.. new byte[before], .. bytes]);
        var first = before == 0 ? 0 : before + 1;
        var whole = (before + bytes.Length) / 3 * 4;
        return text[first..whole];
    }

    private static byte[] LittleEndian(double number)
    {
        var bytes = new byte[sizeof(double)];
        BinaryPrimitives.WriteDoubleLittleEndian(bytes, number);
        return bytes;
    }
}
