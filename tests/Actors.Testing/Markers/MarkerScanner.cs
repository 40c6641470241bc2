using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Actors.Testing.Markers;

/// <summary>
/// Looks for planted personal data: texts as UTF-8 and UTF-16, coordinates as text and as the bytes of a double, each
/// as it is, in hexadecimal, and in base64 and base64url at each of their three alignments. Pairs of coordinates also as two
/// floats and as two whole numbers of 10⁻⁵ to 10⁻⁷ degrees: one of them alone would be found by chance.
/// </summary>
public sealed class MarkerScanner
{
    /// <summary>Looks for these.</summary>
    /// <param name="texts">Texts.</param>
    /// <param name="numbers">Coordinates.</param>
    /// <param name="pairs">Coordinates that stand side by side.</param>
    public MarkerScanner(
        IEnumerable<string> texts, IEnumerable<double> numbers, params (double Latitude, double Longitude)[] pairs)
    {
        var numberList = numbers.ToList();
        Forms =
        [
            .. texts.Concat(numberList.Select(Digits)).SelectMany(Encoded).SelectMany(FormsOf),
            .. numberList.Select(LittleEndian).SelectMany(FormsOf),
            .. numberList.Select(number => LittleEndian(number).Reverse().ToArray()).SelectMany(FormsOf),
            .. pairs.SelectMany(pair => Packed(pair.Latitude, pair.Longitude)).SelectMany(FormsOf),
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

    private static IEnumerable<byte[]> Packed(double latitude, double longitude)
    {
        foreach (var (first, second) in ((double, double)[])[(latitude, longitude), (longitude, latitude)])
        {
            var halves = new List<(uint First, uint Second)>
            {
                (BitConverter.SingleToUInt32Bits((float)first), BitConverter.SingleToUInt32Bits((float)second)),
            };
            foreach (var scale in (double[])[1e5, 1e6, 1e7])
            {
                halves.Add((
                    unchecked((uint)(int)Math.Round(first * scale)), unchecked((uint)(int)Math.Round(second * scale))));
                halves.Add((unchecked((uint)(int)(first * scale)), unchecked((uint)(int)(second * scale))));
            }

            foreach (var (one, other) in halves.Distinct())
            {
                var bytes = new byte[2 * sizeof(uint)];
                BinaryPrimitives.WriteUInt32LittleEndian(bytes, one);
                BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(sizeof(uint)), other);
                yield return bytes;
                bytes = [.. bytes];
                BinaryPrimitives.WriteUInt32BigEndian(bytes, one);
                BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(sizeof(uint)), other);
                yield return bytes;
            }
        }
    }

    private static byte[] LittleEndian(double number)
    {
        var bytes = new byte[sizeof(double)];
        BinaryPrimitives.WriteDoubleLittleEndian(bytes, number);
        return bytes;
    }
}
