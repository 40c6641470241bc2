using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace Actors.Registration.Imports;

/// <summary>
/// Reads a CSV file (RFC 4180) row by row. CsvHelper takes the rows apart. It would take all that follows an unclosed quote for
/// one field, so what belongs to a row is decided here: a quote that is not closed costs its line only.
/// </summary>
internal sealed class CsvRecords : IDisposable
{
    private static readonly char[] Delimiters = [',', ';', '\t'];

    private readonly CsvLines _lines;
    private readonly Queue<CsvLine> _ahead = new();
    private readonly RecordText _record = new();
    private readonly CsvParser _parser;
    private readonly char _delimiter;
    private bool _isBad;

    private CsvRecords(CsvLines lines, string header, int line, char? delimiter)
    {
        _lines = lines;
        _delimiter = delimiter ?? Delimiter(header);
        _parser = new CsvParser(_record, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = _delimiter.ToString(),
            IgnoreBlankLines = false,
            BadDataFound = _ => _isBad = true,
        });
        Line = line;
        Fault = Parse(header);
        Header = [.. Enumerable.Range(0, _parser.Count).Select(column => _parser[column])];
    }

    /// <summary>The names of the columns.</summary>
    public IReadOnlyList<string> Header { get; }

    /// <summary>The name of the encoding, for people.</summary>
    public string EncodingName => _lines.EncodingName;

    /// <summary>The number of bytes read so far.</summary>
    public long BytesRead => _lines.BytesRead;

    /// <summary>The line on which the row begins.</summary>
    public int Line { get; private set; }

    /// <summary>Why the row could not be taken apart.</summary>
    public CsvFault Fault { get; private set; }

    /// <summary>A field of the row, if there is no fault.</summary>
    public string this[int column] => _parser[column];

    /// <summary>Reads the header.</summary>
    /// <param name="stream">A stream that can seek, at its beginning.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <exception cref="CsvFileException">The file has no header, or is no text.</exception>
    public static async Task<CsvRecords> OpenAsync(Stream stream, CancellationToken cancellationToken)
    {
        var lines = await CsvLines.OpenAsync(stream, cancellationToken);
        char? delimiter = null;
        while (await lines.ReadAsync(cancellationToken) is { } line)
        {
            if (delimiter is null && line.Fault == CsvFault.None && NamedDelimiter(line.Text) is { } named)
            {
                delimiter = named;
            }
            else if (!string.IsNullOrWhiteSpace(line.Text) || line.Fault != CsvFault.None)
            {
                var header = await ReadHeaderAsync(lines, line, delimiter, cancellationToken);
                var records = header is null ? null : new CsvRecords(lines, header, line.Number, delimiter);
                return records is { Fault: CsvFault.None } && records.Header.Count <= Limits.Columns
                    ? records
                    : throw new CsvFileException(
                        $"Line {line.Number} is not the header of a CSV file. It names the columns, separated by commas.");
            }
        }

        throw new CsvFileException("The file is empty. Its first line names the columns.");
    }

    /// <summary>Reads the next row that is not blank; returns <c>false</c> at the end.</summary>
    public async ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        while (await NextLineAsync(cancellationToken) is { } line)
        {
            Line = line.Number;
            if (line.Fault != CsvFault.None)
            {
                Fault = line.Fault;
                return true;
            }

            if (IsBlank(line.Text))
            {
                continue;
            }

            var text = line.Text.Contains('"', StringComparison.Ordinal)
                ? await CompleteAsync(line, cancellationToken)
                : line.Text;
            Fault = text is null ? CsvFault.OpenQuote : Parse(text);
            if (Fault == CsvFault.None)
            {
                Fault = CompareToHeader();
            }

            return true;
        }

        return false;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _parser.Dispose();
        _record.Dispose();
    }

    /// <summary>A spreadsheet may name the delimiter in a line of its own, such as <c>sep=;</c>.</summary>
    private static char? NamedDelimiter(string text) =>
        text.Trim('"') is { Length: 5 } named && named.StartsWith("sep=", StringComparison.OrdinalIgnoreCase)
        && Delimiters.Contains(named[^1])
            ? named[^1]
            : null;

    private static char Delimiter(string header) =>
        Delimiters.MaxBy(candidate => header.Count(character => character == candidate));

    /// <summary>The name of a column may go on in the next lines, in quotes; <c>null</c> if the header does not end.</summary>
    private static async ValueTask<string?> ReadHeaderAsync(
        CsvLines lines, CsvLine first, char? delimiter, CancellationToken cancellationToken)
    {
        var (text, scan) = (first.Text, new QuoteScan(delimiter ?? Delimiter(first.Text)));
        scan.Read(text);
        for (var count = 1; scan.IsInQuotes && first.Fault == CsvFault.None; count++)
        {
            if (count == Limits.LinesPerRow || await lines.ReadAsync(cancellationToken) is not { Fault: CsvFault.None } next)
            {
                return null;
            }

            text += "\n" + next.Text;
            scan.Read("\n" + next.Text);
        }

        return first.Fault == CsvFault.None ? text : null;
    }

    private bool IsBlank(string text) =>
        text.AsSpan().IndexOfAnyExcept([_delimiter, ' ', '\t', '\u3000']) < 0;

    private async ValueTask<CsvLine?> NextLineAsync(CancellationToken cancellationToken) =>
        _ahead.TryDequeue(out var line) ? line : await _lines.ReadAsync(cancellationToken);

    /// <summary>
    /// Adds the following lines to a line with an open quote. Returns <c>null</c> if no row with as many fields as the header
    /// comes of it; then the following lines are read again as rows of their own.
    /// </summary>
    private async ValueTask<string?> CompleteAsync(CsvLine first, CancellationToken cancellationToken)
    {
        var scan = new QuoteScan(_delimiter);
        scan.Read(first.Text);
        if (!scan.IsInQuotes)
        {
            return first.Text;
        }

        var text = first.Text;
        var added = new List<CsvLine>();
        while (scan.IsInQuotes && added.Count < Limits.LinesPerRow - 1 && text.Length < Limits.RowBytes
            && await NextLineAsync(cancellationToken) is { } next)
        {
            added.Add(next);
            if (next.Fault != CsvFault.None)
            {
                break;
            }

            text += "\n" + next.Text;
            scan.Read("\n" + next.Text);
        }

        if (!scan.IsInQuotes && !scan.IsBad && scan.Fields == Header.Count)
        {
            return text;
        }

        // In front of what is already waiting.
        var waiting = _ahead.ToList();
        _ahead.Clear();
        added.Concat(waiting).ToList().ForEach(_ahead.Enqueue);
        return null;
    }

    private CsvFault Parse(string text)
    {
        _record.Set(text);
        _isBad = false;
        if (!_parser.Read())
        {
            return CsvFault.TooFewFields;
        }

        for (var column = 0; column < _parser.Count; column++)
        {
            _ = _parser[column]; // Bad quotes are found when a field is taken.
        }

        return _isBad ? CsvFault.StrayQuote : CsvFault.None;
    }

    /// <summary>Spreadsheets may write empty fields behind the last column.</summary>
    private CsvFault CompareToHeader()
    {
        if (_parser.Count < Header.Count)
        {
            return CsvFault.TooFewFields;
        }

        for (var column = Header.Count; column < _parser.Count; column++)
        {
            if (_parser[column].Length > 0)
            {
                return CsvFault.TooManyFields;
            }
        }

        return CsvFault.None;
    }

    /// <summary>Follows quotes as the parser does, to see whether a field goes on in the next line.</summary>
    private struct QuoteScan(char delimiter)
    {
        private bool _isQuoted;
        private bool _isFieldStart = true;
        private bool _isAfterQuote;

        public bool IsInQuotes { get; private set; }

        public bool IsBad { get; private set; }

        public int Fields { get; private set; } = 1;

        public void Read(string text)
        {
            foreach (var character in text)
            {
                if (IsInQuotes)
                {
                    (IsInQuotes, _isAfterQuote) = character == '"' ? (false, true) : (true, false);
                }
                else if (character == '"' && _isQuoted && _isAfterQuote)
                {
                    (IsInQuotes, _isAfterQuote) = (true, false); // Two quotes stand for one.
                }
                else if (character == delimiter)
                {
                    (_isFieldStart, _isQuoted, _isAfterQuote) = (true, false, false);
                    Fields++;
                    continue;
                }
                else if (character == '"' && _isFieldStart)
                {
                    (IsInQuotes, _isQuoted) = (true, true);
                }
                else
                {
                    IsBad |= character == '"' || _isQuoted;
                    _isAfterQuote = false;
                }

                _isFieldStart = false;
            }
        }
    }

    /// <summary>Gives the parser one row at a time, so that it never reads ahead of what belongs to the row.</summary>
    private sealed class RecordText : TextReader
    {
        private string _text = "";
        private int _at;

        public void Set(string text) => (_text, _at) = (text, 0);

        public override int Read(char[] buffer, int index, int count)
        {
            if (_at > _text.Length)
            {
                return 0;
            }

            var copied = Math.Min(count, _text.Length - _at);
            _text.CopyTo(_at, buffer, index, copied);
            _at += copied;
            if (_at == _text.Length && copied < count)
            {
                buffer[index + copied] = '\n';
                _at++;
                copied++;
            }

            return copied;
        }
    }
}
