using System.Globalization;
using System.Text;
using Actors.Registration.Imports;
using Actors.Testing;
using Actors.Testing.Hostile;

namespace Actors.Registration.Tests.Imports;

public sealed class CsvRecordsTests
{
    private static readonly Encoding ShiftJis = CodePagesEncodingProvider.Instance.GetEncoding(932)!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-8-bom")]
    [InlineData("shift-jis")]
    public async Task E1_The_encoding_is_detected(string name)
    {
        const string Csv = "姓,名,備考\n山田,花子,表示\nＡ,①～,ソ\n";
        var bytes = name switch
        {
            "utf-8" => Encoding.UTF8.GetBytes(Csv),
            "utf-8-bom" => Encoding.UTF8.GetPreamble().Concat(Encoding.UTF8.GetBytes(Csv)).ToArray(),
            _ => ShiftJis.GetBytes(Csv),
        };
        var (header, rows) = await ReadAsync(bytes);
        Assert.Equal(["姓", "名", "備考"], header);
        Assert.Equal(["2:山田|花子|表示", "3:Ａ|①～|ソ"], rows);
    }

    [Fact]
    public async Task E1_One_line_in_another_encoding_costs_that_line()
    {
        byte[] bytes =
        [
            .. Encoding.UTF8.GetBytes("a,b\n山田,1\n佐藤,2\n"), .. ShiftJis.GetBytes("鈴木,3\n"),
            .. Encoding.UTF8.GetBytes("Müller,4\n"),
        ];
        Assert.Equal(["2:山田|1", "3:佐藤|2", "4:Encoding", "5:Müller|4"], (await ReadAsync(bytes)).Rows);
    }

    [Theory]
    [InlineData("a,b\r\n1,2\r\n3,4\r\n")]
    [InlineData("a,b\n1,2\n3,4")]
    [InlineData("a,b\r1,2\r3,4\r")]
    [InlineData("a;b\n1;2\n3;4\n")]
    [InlineData("a\tb\n1\t2\n3\t4\n")]
    [InlineData("a,b\n\"1\",\"2\"\n3,4\n")]
    public async Task E1_Ends_of_lines_and_delimiters_differ(string csv) =>
        Assert.Equal(["2:1|2", "3:3|4"], (await ReadAsync(csv)).Rows);

    /// <summary>As spreadsheets and offices write them.</summary>
    [Theory]
    [InlineData("sep=;\na,x;b\n1;2\n", "3:1|2")]
    [InlineData("\"sep=\t\"\r\na\tb\r\n1\t2\r\n", "3:1|2")]
    [InlineData("SEP=,\na,b\n1,2\n", "3:1|2")]
    [InlineData("\"a\n(1)\",b\n1,2\n", "3:1|2")]
    [InlineData("\uFEFF\"a\",\"b\"\n\"1\",\"2\"\n", "2:1|2")]
    [InlineData("\na,b,,\n1,2,,\n", "3:1|2||")]
    [InlineData("a,b\n1,\0\n3,4\n", "2:Encoding", "3:3|4")]
    [InlineData("a,b\n㈱～―①,髙﨑\n", "2:㈱～―①|髙﨑")]
    public async Task E1_Files_of_spreadsheets_are_read(string csv, params string[] expected)
    {
        Assert.Equal(expected, (await ReadAsync(csv)).Rows);
        if (!csv.Contains('\uFEFF', StringComparison.Ordinal))
        {
            Assert.Equal(expected, (await ReadAsync(ShiftJis.GetBytes(csv))).Rows);
        }
    }

    [Fact]
    public async Task E1_Blank_lines_are_passed_over_and_counted() => Assert.Equal(
        ["3:1|2", "6:3|4"], (await ReadAsync("a,b\n\n1,2\n,\n \n3,4\n\n")).Rows);

    [Theory]
    [InlineData("a,b\n\"x, y\",\"he said \"\"no\"\"\"\n", "2:x, y|he said \"no\"")]
    [InlineData("a,b\n\"x\ny\",2\n3,4\n", "2:x\ny|2", "4:3|4")]
    [InlineData("a,b\n\"x\n\n,\"\"\ny\",2\n3,4\n", "2:x\n\n,\"\ny|2", "6:3|4")]
    [InlineData("a,b\n1,2,,\n", "2:1|2")]
    public async Task E1_Fields_may_be_quoted(string csv, params string[] expected) =>
        Assert.Equal(expected, (await ReadAsync(csv)).Rows);

    [Theory]
    [InlineData("a,b\n\"1,2\n3,4\n5,6\n", "2:OpenQuote", "3:3|4", "4:5|6")]
    [InlineData("a,b\n1,\"2\n3,4\n\"5\",6\n7,\"8\n9,10\n", "2:OpenQuote", "3:3|4", "4:5|6", "5:OpenQuote", "6:9|10")]
    [InlineData("a,b\n1,\"2\n3,\"4\n5,6\n", "2:OpenQuote", "3:OpenQuote", "4:5|6")]
    [InlineData("a,b\n1,2\n\"", "2:1|2", "3:OpenQuote")]
    public async Task E1_An_unclosed_quote_costs_one_row(string csv, params string[] expected) =>
        Assert.Equal(expected, (await ReadAsync(csv)).Rows);

    [Fact]
    public async Task E1_An_unclosed_quote_costs_one_row_of_many()
    {
        var lines = Enumerable.Range(2, 5_000).Select(line => line == 100 ? "\"x,y" : $"{line},1");
        var (_, rows) = await ReadAsync($"a,b\n{string.Join('\n', lines)}\n");
        Assert.Equal(5_000, rows.Count);
        Assert.Equal("100:OpenQuote", Assert.Single(rows, row => row.Contains("Quote", StringComparison.Ordinal)));
        Assert.Equal("5001:5001|1", rows[^1]);
    }

    [Theory]
    [InlineData("a,b\n1,2\"3\n4,5\n", "2:StrayQuote", "3:4|5")]
    [InlineData("a,b\n1\n4,5\n", "2:TooFewFields", "3:4|5")]
    [InlineData("a,b\n1,2,3\n4,5\n", "2:TooManyFields", "3:4|5")]
    public async Task E1_A_row_that_cannot_be_taken_apart_costs_itself(string csv, params string[] expected) =>
        Assert.Equal(expected, (await ReadAsync(csv)).Rows);

    [Fact]
    public async Task E1_A_line_that_is_too_long_costs_itself()
    {
        foreach (var length in new[]
        {
            Limits.RowBytes - 2, Limits.RowBytes, Limits.RowBytes + 1, (2 * Limits.RowBytes) + 7, 10_000_000,
        })
        {
            var (_, rows) = await ReadAsync($"a,b\r\n1,2\r\n{new string('x', length)},y\r\n3,4\r\n");
            Assert.Equal(3, rows.Count);
            Assert.Equal(length <= Limits.RowBytes - 2, rows[1] != "3:TooLong");
            Assert.Equal("4:3|4", rows[2]);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n \n")]
    [InlineData("a,\"b\n1,2\n")]
    [InlineData("sep=;\n")]
    [InlineData("a,b\"c\n1,2\n")]
    [InlineData("PK\u0003\u0004 workbook")]
    [InlineData("a\0,\0b\0")]
    public async Task E1_A_file_without_a_header_is_refused(string csv) =>
        await Assert.ThrowsAsync<CsvFileException>(() => ReadAsync(csv));

    /// <summary>Whatever happens to a file, each row is either reported or read, and rows behind it are not touched.</summary>
    [Fact]
    public async Task E1_Mutated_files_are_read_to_their_end()
    {
        var random = new SeededRandom(12);
        var sound = string.Concat(Enumerable.Range(1, 20).Select(
            row => row % 5 == 0 ? $"\"a\n{row}\",\"x \"\"y\"\"\",z\n" : $"a{row},b,c\n"));
        for (var round = 0; round < 400; round++)
        {
            var broken = TextMutation.Mutate(sound, random);
            var tail = string.Concat(Enumerable.Range(0, Limits.LinesPerRow + 5).Select(row => $"tail{row},b,c\n"));
            var bytes = Encoding.UTF8.GetBytes($"k,l,m\n{broken}\n{tail}");
            var (_, rows) = await ReadAsync(bytes);
            Assert.EndsWith($":tail{Limits.LinesPerRow + 4}|b|c", rows[^1], StringComparison.Ordinal);
            var numbers = rows.Select(row => int.Parse(row.Split(':')[0], CultureInfo.InvariantCulture)).ToList();
            Assert.Equal(numbers.Distinct().Order(), numbers);
        }
    }

    private static Task<(IReadOnlyList<string> Header, List<string> Rows)> ReadAsync(string csv) =>
        ReadAsync(Encoding.UTF8.GetBytes(csv));

    private static async Task<(IReadOnlyList<string> Header, List<string> Rows)> ReadAsync(byte[] csv)
    {
        using var records = await CsvRecords.OpenAsync(new MemoryStream(csv), Cancelled);
        var rows = new List<string>();
        while (await records.ReadAsync(Cancelled))
        {
            rows.Add(records.Fault != CsvFault.None
                ? $"{records.Line}:{records.Fault}"
                : $"{records.Line}:{string.Join('|', records.Header.Select((_, column) => records[column]))}");
        }

        return (records.Header, rows);
    }
}
