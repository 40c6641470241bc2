using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Actors.Testing.Markers;

/// <summary>
/// Looks for planted personal data: texts as UTF-8, UTF-16 and base64 at each of the three alignments, coordinates as
/// text and as the bytes of a double.
/// </summary>
public sealed class MarkerScanner
{
    public MarkerScanner(IEnumerable<string> texts, IEnumerable<double> numbers)
    {
        var numberList = numbers.ToList();
        Forms =
        [
            .. texts.Concat(numberList.Select(number => number.ToString("F6", CultureInfo.InvariantCulture)[..^1])).SelectMany(FormsOf),
            .. numberList.Select(LittleEndian),
        ];
    }

    /// <summary>Every sequence of bytes that would give a marker away.</summary>
    public IReadOnlyList<byte[]> Forms { get; }

    /// <summary>Which forms stand where.</summary>
    public IReadOnlyList<string> Find(IReadOnlyList<byte[]> contents) =>
    [
        .. from content in contents
           from form in Forms
           where content.AsSpan().IndexOf(form) >= 0
           select $"{Encoding.Latin1.GetString(form)} in {content.Length} bytes",
    ];

    private static IEnumerable<byte[]> FormsOf(string text)
    {
        foreach (var bytes in new[] { Encoding.UTF8.GetBytes(text), Encoding.Unicode.GetBytes(text), Encoding.BigEndianUnicode.GetBytes(text) })
        {
            yield return bytes;
            for (var before = 0; before < 3; before++)
            {
                yield return Base64(bytes, before);
            }
        }
    }

    /// <summary>
    /// The characters that depend on the text alone, whatever stands <paramref name="before"/> and behind it.
    /// </summary>
    private static byte[] Base64(byte[] bytes, int before)
    {
        var text = Convert.ToBase64String([.. new byte[before], .. bytes]);
        var first = before == 0 ? 0 : before + 1;
        var whole = (before + bytes.Length) / 3 * 4;
        return Encoding.ASCII.GetBytes(text[first..whole]);
    }

    private static byte[] LittleEndian(double number)
    {
        var bytes = new byte[sizeof(double)];
        BinaryPrimitives.WriteDoubleLittleEndian(bytes, number);
        return bytes;
    }
}
