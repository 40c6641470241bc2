using System.Text;
using System.Text.Unicode;

namespace Actors.Registration.Imports;

/// <summary>
/// Reads the lines of a text file, which end with LF, CR or both. The encoding is detected: UTF-8 with or without a byte-order
/// mark, or Shift-JIS as Windows writes it (code page 932).
/// </summary>
internal sealed class CsvLines
{
    private const byte Lf = (byte)'\n';
    private const byte Cr = (byte)'\r';

    private static readonly byte[] Mark = [0xEF, 0xBB, 0xBF];
    private static readonly UTF8Encoding Utf8Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>In Shift-JIS no byte of a character looks like an end of line, a quote or a delimiter.</summary>
    private static readonly Encoding ShiftJis = CodePagesEncodingProvider.Instance.GetEncoding(
        932, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

    private readonly Stream _stream;
    private readonly Encoding _encoding;
    private readonly byte[] _buffer = new byte[2 * Limits.RowBytes];
    private int _start;
    private int _end;
    private int _number;
    private bool _isAtEnd;
    private bool _isAfterCr;

    private CsvLines(Stream stream, Encoding encoding)
    {
        _stream = stream;
        _encoding = encoding;
    }

    /// <summary>The name of the encoding, for people.</summary>
    public string EncodingName => _encoding == ShiftJis ? "Shift-JIS" : "UTF-8";

    /// <summary>The number of bytes read so far.</summary>
    public long BytesRead { get; private set; }

    /// <summary>Detects the encoding and begins with the first line.</summary>
    /// <param name="stream">A stream that can seek, at its beginning.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <exception cref="CsvFileException">The file is no text in one of these encodings.</exception>
    public static async Task<CsvLines> OpenAsync(Stream stream, CancellationToken cancellationToken)
    {
        var probe = new CsvLines(stream, Utf8Strict);
        var (unicode, other) = (0, 0);
        while (await probe.ReadBytesAsync(cancellationToken) is { } line)
        {
            if (probe._number == 1)
            {
                RefuseOtherFiles(line.Span);
            }

            // A character beyond ASCII tells: text in Shift-JIS is hardly ever valid UTF-8.
            if (!Ascii.IsValid(line.Span))
            {
                _ = Utf8.IsValid(line.Span) ? unicode++ : other++;
            }
        }

        stream.Position = 0;
        return new CsvLines(stream, other > unicode ? ShiftJis : Utf8Strict);
    }

    /// <summary>Reads the next line; <c>null</c> at the end.</summary>
    public async ValueTask<CsvLine?> ReadAsync(CancellationToken cancellationToken)
    {
        if (await ReadBytesAsync(cancellationToken) is not { } line)
        {
            return null;
        }

        var content = _number == 1 && line.Span.StartsWith(Mark) ? line[Mark.Length..] : line;
        if (content.Length > Limits.RowBytes)
        {
            return new(_number, "", CsvFault.TooLong);
        }

        if (content.Span.Contains((byte)0))
        {
            return new(_number, "", CsvFault.Encoding);
        }

        try
        {
            return new(_number, _encoding.GetString(content.Span), CsvFault.None);
        }
        catch (DecoderFallbackException)
        {
            return new(_number, "", CsvFault.Encoding);
        }
    }

    private static void RefuseOtherFiles(ReadOnlySpan<byte> line)
    {
        if (line.StartsWith("PK\u0003\u0004"u8))
        {
            throw new CsvFileException("The file is a workbook or archive. Save the sheet as CSV UTF-8.");
        }

        if (line.Contains((byte)0))
        {
            throw new CsvFileException("The file is not text in UTF-8 or Shift-JIS. Save it as CSV UTF-8.");
        }
    }

    /// <summary>Reads the bytes of the next line. Of a line that is too long, more than the maximum is returned.</summary>
    private async ValueTask<ReadOnlyMemory<byte>?> ReadBytesAsync(CancellationToken cancellationToken)
    {
        await SkipLfAsync(cancellationToken);
        var (searched, isTooLong) = (0, false);
        while (true)
        {
            var at = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOfAny(Lf, Cr);
            if (at >= 0)
            {
                var line = _buffer.AsMemory(_start, searched + at);
                _start += searched + at + 1;
                _isAfterCr = _buffer[_start - 1] == Cr;
                return Next(line);
            }

            searched = _end - _start;
            if (searched > Limits.RowBytes)
            {
                (isTooLong, _start, searched) = (true, _end, 0); // Skips to the end of the line.
            }

            if (_isAtEnd)
            {
                var rest = _buffer.AsMemory(_start, searched);
                _start = _end;
                // Without the cast, null would be an empty line: memory is converted from arrays.
                return rest.IsEmpty && !isTooLong ? (ReadOnlyMemory<byte>?)null : Next(rest);
            }

            await FillAsync(cancellationToken);
        }

        ReadOnlyMemory<byte> Next(ReadOnlyMemory<byte> line)
        {
            _number++;
            return isTooLong ? _buffer.AsMemory(0, Limits.RowBytes + 1) : line;
        }
    }

    private async ValueTask SkipLfAsync(CancellationToken cancellationToken)
    {
        if (_isAfterCr && _start == _end)
        {
            await FillAsync(cancellationToken);
        }

        if (_isAfterCr && _start < _end && _buffer[_start] == Lf)
        {
            _start++;
        }

        _isAfterCr = false;
    }

    private async ValueTask FillAsync(CancellationToken cancellationToken)
    {
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        (_start, _end) = (0, _end - _start);
        var count = await _stream.ReadAsync(_buffer.AsMemory(_end), cancellationToken);
        BytesRead += count;
        _end += count;
        _isAtEnd = count == 0;
    }
}

/// <summary>A line of a file.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Text">The text without the end of line; empty if there is a fault.</param>
/// <param name="Fault">What is wrong with it.</param>
internal sealed record CsvLine(int Number, string Text, CsvFault Fault);

/// <summary>Why a row of a file could not be taken apart.</summary>
public enum CsvFault
{
    /// <summary>It could be.</summary>
    None,

    /// <summary>It has bytes that are no text in the encoding of the file.</summary>
    Encoding,

    /// <summary>It is too long.</summary>
    TooLong,

    /// <summary>A quote opens a field and is not closed.</summary>
    OpenQuote,

    /// <summary>A quote stands inside a field that does not begin with one, or something follows a closing quote.</summary>
    StrayQuote,

    /// <summary>It has fewer fields than the header.</summary>
    TooFewFields,

    /// <summary>It has more fields than the header.</summary>
    TooManyFields,
}

/// <summary>A file cannot be imported at all. The message says why, and what to do.</summary>
public sealed class CsvFileException(string message) : Exception(message);
