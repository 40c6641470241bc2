using System.Globalization;
using System.Text;
using Actors.Domain.Registration;
using Actors.Registration.Imports;
using Actors.Registration.Roster;
using Actors.Testing;
using Actors.Testing.Databases;
using Actors.Testing.Markers;
using Actors.Storage.Databases;

namespace Actors.Registration.Tests.Roster;

/// <summary>The same promises on every database.</summary>
public abstract class RosterImportTests(IDatabaseSource source) : IAsyncLifetime
{
    private const string Header =
        "Passport number,Issuing state,Date of birth,Surname,Given names,Nationality,Arrival date,Airport,Flight,Language,"
        + "E-mail address,Phone,Place of stay";

    private const string Anna =
        "TK0012345,SE,1985-02-03,ERIKSSON,ANNA MARIA,SWE,2021-10-16,NRT,NH 802,en,anna@example.org,090-1234-5678,"
        + "\"Hotel Asakusa, room 12\"";

    private RosterSetup _setup = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _setup = await RosterSetup.CreateAsync(source);

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_setup is not null)
        {
            await _setup.DisposeAsync();
        }

        await source.DisposeAsync();
    }

    [Fact]
    public async Task E1_A_row_is_loaded_sealed_and_found()
    {
        var report = await _setup.ImportAsync($"{Header}\n{Anna}\n");
        Assert.Empty(report.Findings);
        Assert.Equal((1, 1, 0, 0, 0), (report.Rows, report.Added, report.Changed, report.Unchanged, report.Rejected));

        var row = Assert.Single(await _setup.Search.FindAsync(
            RosterSetup.Japan, PassportNumber.Parse("tk 0012345"), new BirthDate(1985, 2, 3), Cancelled));
        Assert.Equal(
            (new DateOnly(2021, 10, 16), "NRT", "NH802", "SWE", "en"),
            (row.Arrival, row.Airport, row.Flight, row.IssuingState!.Value.Value, row.Language));
        var entry = await _setup.Search.OpenAsync(row, Staff.Actor, Staff.Reason, Cancelled);
        Assert.Equal("TK0012345", entry.Traveller.Number.Value);
        Assert.Equal(("ERIKSSON", "ANNA MARIA"), (entry.Traveller.Name.Surname, entry.Traveller.Name.GivenNames));
        Assert.Equal(
            ("anna@example.org", "+819012345678", "Hotel Asakusa, room 12", "SWE"),
            (entry.Email, entry.Phone, entry.PlaceOfStay, entry.Nationality!.Value.Value));
        Assert.Equal(1, await _setup.CountAsync("access_log"));
    }

    [Fact]
    public async Task E1_A_file_in_Japanese_and_Shift_JIS_is_loaded()
    {
        var csv = "便名,旅券番号,生年月日,姓,名,入国予定日,到着空港,使用言語,電話番号,待機場所,備考\r\n"
            + "ＪＬ０６２,００１２３４５６７,１９８５年２月３日,山田,花子,2021/10/16,成田空港,日本語,０９０－１２３４－５６７８,東京都港区,\r\n";
        var report = await _setup.ImportAsync(CodePagesEncodingProvider.Instance.GetEncoding(932)!.GetBytes(csv));
        Assert.Empty(report.Findings);
        Assert.Equal(("Shift-JIS", "備考"), (report.Encoding, Assert.Single(report.UnknownColumns)));

        var row = Assert.Single(await _setup.Search.FindAsync(
            RosterSetup.Japan, PassportNumber.Parse("001234567"), null, Cancelled));
        Assert.Equal(("NRT", "JL062", "ja"), (row.Airport, row.Flight, row.Language));
        var entry = await _setup.Search.OpenAsync(row, Staff.Actor, Staff.Reason, Cancelled);
        Assert.Equal(("山田", "+819012345678"), (entry.Traveller.Name.Surname, entry.Phone));
    }

    [Fact]
    public async Task E1_The_same_file_again_changes_nothing()
    {
        var csv = $"{Header}\n{Anna}\n{Anna.Replace("TK0012345", "TK0012346", StringComparison.Ordinal)}\n";
        await _setup.ImportAsync(csv);
        var report = await _setup.ImportAsync(csv);
        Assert.Equal((0, 0, 2), (report.Added, report.Changed, report.Unchanged));
        Assert.Equal((2, 2, 6), (
            await _setup.CountAsync("roster"), await _setup.CountAsync("record_key"), await _setup.CountAsync("blind_index")));
    }

    [Fact]
    public async Task E1_A_changed_row_takes_the_place_of_the_old_one()
    {
        await _setup.ImportAsync($"{Header}\n{Anna}\n");
        var report = await _setup.ImportAsync($"{Header}\n{Anna.Replace("ANNA MARIA", "ANNE", StringComparison.Ordinal)}\n");
        Assert.Equal((0, 1, 0), (report.Added, report.Changed, report.Unchanged));
        var row = Assert.Single(await _setup.Table.ListAsync(
            RosterSetup.Japan, RosterSetup.Today, DateOnly.MaxValue, cancellationToken: Cancelled));
        var opened = await _setup.Search.OpenAsync(row, Staff.Actor, Staff.Reason, Cancelled);
        Assert.Equal("ANNE", opened.Traveller.Name.GivenNames);
    }

    [Fact]
    public async Task E5_Another_arrival_or_issuing_state_is_another_row()
    {
        var later = Anna.Replace("2021-10-16", "2021-12-01", StringComparison.Ordinal);
        var other = Anna.Replace(",SE,", ",NO,", StringComparison.Ordinal);
        await _setup.ImportAsync($"{Header}\n{Anna}\n");
        Assert.Equal(2, (await _setup.ImportAsync($"{Header}\n{later}\n{other}\n")).Added);
    }

    [Fact]
    public async Task E1_Without_an_issuing_state_it_is_the_same_person_unless_there_are_several()
    {
        var unknown = Anna.Replace(",SE,", ",,", StringComparison.Ordinal);
        var other = Anna.Replace(",SE,", ",NO,", StringComparison.Ordinal);
        await _setup.ImportAsync($"{Header}\n{unknown}\n");
        Assert.Equal(1, (await _setup.ImportAsync($"{Header}\n{Anna}\n")).Changed);
        Assert.Equal(1, (await _setup.ImportAsync($"{Header}\n{other}\n")).Added);
        Assert.Equal(1, (await _setup.ImportAsync($"{Header}\n{unknown}\n")).Added);
        Assert.Equal(1, (await _setup.ImportAsync($"{Header}\n{unknown}\n")).Unchanged);
    }

    [Fact]
    public async Task E1_A_dry_run_reports_and_writes_nothing()
    {
        await _setup.ImportAsync($"{Header}\n{Anna}\n");
        var csv = $"{Header}\n{Anna}\n{Anna.Replace("TK0012345", "TK0012346", StringComparison.Ordinal)}\nbad\n";
        var report = await _setup.ImportAsync(csv, isDryRun: true);
        Assert.Equal((1, 1, 1), (report.Added, report.Unchanged, report.Rejected));
        Assert.Equal((1, 1), (await _setup.CountAsync("roster"), await _setup.CountAsync("record_key")));
    }

    [Fact]
    public async Task E1_A_row_that_repeats_another_is_named_and_counts()
    {
        var csv = $"{Header}\n{Anna}\n{Anna.Replace("ANNA MARIA", "ANNE", StringComparison.Ordinal)}\n";
        var report = await _setup.ImportAsync(csv);
        Assert.Equal((3, true), (Assert.Single(report.Findings).Line, report.Findings[0].IsRowLoaded));
        Assert.Contains("line 2", report.Findings[0].Reason, StringComparison.Ordinal);
        Assert.Equal(1, await _setup.CountAsync("roster"));
    }

    [Fact]
    public async Task Another_programme_sees_nothing_of_it()
    {
        var england = RosterSetup.Scope with { Programme = new("england-2021") };
        await _setup.ImportAsync($"{Header}\n{Anna}\n");
        Assert.Empty(await _setup.Search.FindAsync(england.Programme, PassportNumber.Parse("TK0012345"), null, Cancelled));
        Assert.Empty(await _setup.Table.ListAsync(
            england.Programme, DateOnly.MinValue, DateOnly.MaxValue, cancellationToken: Cancelled));
        Assert.Equal(1, (await _setup.ImportAsync($"{Header}\n{Anna}\n", england)).Added);
        var row = Assert.Single(await _setup.Search.FindAsync(
            RosterSetup.Japan, PassportNumber.Parse("TK0012345"), null, Cancelled));
        Assert.Null(await _setup.Table.ReadAsync(england.Programme, row.Row, Cancelled));
        Assert.Null(await _setup.Table.DeleteAsync(england, row.Row, Cancelled));
        Assert.NotNull(await _setup.Table.DeleteAsync(RosterSetup.Scope, row.Row, Cancelled));
        Assert.Equal(1, await _setup.CountAsync("roster"));
    }

    [Fact]
    public async Task E1_Rows_are_listed_page_by_page_in_the_order_of_arrival()
    {
        var rows = Enumerable.Range(0, 25).Select(number => Anna
            .Replace("TK0012345", $"TK{number:0000000}", StringComparison.Ordinal)
            .Replace("2021-10-16", $"2021-11-{(number * 7 % 28) + 1:00}", StringComparison.Ordinal));
        await _setup.ImportAsync($"{Header}\n{string.Join('\n', rows)}\n");
        var listed = new List<RosterRow>();
        while ((await _setup.Table.ListAsync(
            RosterSetup.Japan, new(2021, 11, 2), new(2021, 11, 28), after: listed.LastOrDefault(), count: 10,
            cancellationToken: Cancelled)) is { Count: > 0 } page)
        {
            listed.AddRange(page);
        }

        Assert.Equal(18, listed.Count);
        Assert.Equal(listed.OrderBy(row => row.Arrival).ThenBy(row => row.Row.ToString(), StringComparer.Ordinal), listed);
    }

    /// <summary>Two people with one number, or a slip of the pen: staff look.</summary>
    [Fact]
    public async Task E3_One_passport_with_two_dates_of_birth_is_named()
    {
        var report = await _setup.ImportAsync(
            $"{Header}\n{Anna}\n{Anna.Replace("1985-02-03", "1985-03-02", StringComparison.Ordinal)}\n"
            + $"{Anna.Replace(",SE,1985-02-03", ",NO,1990-02-03", StringComparison.Ordinal)}\n");
        var finding = Assert.Single(report.Findings);
        Assert.Equal((3, "date of birth", true), (finding.Line, finding.Field, finding.IsRowLoaded));
        Assert.Contains("Line 2", finding.Reason, StringComparison.Ordinal);
        Assert.Equal(3, report.Added);
    }

    [Fact]
    public async Task E1_Headers_of_forms_and_exports_are_understood()
    {
        var report = await _setup.ImportAsync(
            "\uFEFF\"　旅券番号（半角）　\";\"生年月日\n(西暦)\";姓 [Surname];名;ﾒｰﾙｱﾄﾞﾚｽ;入国日;;\r\n"
            + "００１２３４５;S60/2/3;ｴﾘｸｿﾝ;;ａ@example.org;令和3年10月16日(土);;\r\n");
        Assert.Empty(report.Findings);
        Assert.Empty(report.UnknownColumns);
        var row = Assert.Single(await _setup.Search.FindAsync(
            RosterSetup.Japan, PassportNumber.Parse("0012345"), new BirthDate(1985, 2, 3), Cancelled));
        var entry = await _setup.Search.OpenAsync(row, Staff.Actor, Staff.Reason, Cancelled);
        Assert.Equal((new DateOnly(2021, 10, 16), "a@example.org"), (entry.Arrival, entry.Email));
    }

    [Theory]
    [InlineData("passport number,date of birth,surname\n", "arrival date")]
    [InlineData("name,mail\n", "passport number")]
    [InlineData("旅券番号,パスポート番号,生年月日,姓,入国日\n", "passport number: 1 and 2")]
    public async Task E1_A_header_without_what_is_needed_is_refused(string csv, string expected) => Assert.Contains(
        expected, (await Assert.ThrowsAsync<CsvFileException>(() => _setup.ImportAsync(csv))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task E1_Five_hundred_rows_with_every_kind_of_defect_are_told_apart()
    {
        var rows = new DefectiveRows(seed: 7, count: 500);
        var report = await _setup.ImportAsync(rows.Csv);

        Assert.Equal(
            rows.ExpectedFindings.Select(expected => (expected.Line, expected.Field, expected.IsLoaded)),
            report.Findings.Select(finding => (finding.Line, finding.Field, finding.IsRowLoaded)));
        Assert.All(
            rows.ExpectedFindings.Zip(report.Findings),
            pair => Assert.Contains(pair.First.Reason, pair.Second.Reason, StringComparison.Ordinal));
        Assert.Equal((rows.Loaded, rows.Rejected), (report.Added, report.Rejected));
        Assert.Equal(rows.Loaded, await _setup.CountAsync("roster"));
        Assert.All(rows.Kinds, kind => Assert.True(kind.Value >= 10, kind.Key));
        var again = await _setup.ImportAsync(rows.Csv);
        Assert.Equal((0, 0, rows.Loaded), (again.Added, again.Changed, again.Unchanged));

        var text = new StringWriter(CultureInfo.InvariantCulture);
        await report.WriteFindingsAsync(text);
        var lines = text.ToString().Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("line,field,reason,row loaded", lines[0]);
        Assert.Equal(report.Findings.Count + 1, lines.Length);
        Assert.DoesNotContain(lines, line => rows.Secrets.Any(secret => line.Contains(secret, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task E1_More_rows_than_one_transaction_holds_are_loaded()
    {
        var csv = new StringBuilder("passport no,dob,family name,first name,arrival\n");
        for (var row = 0; row < 2_345; row++)
        {
            csv.Append(CultureInfo.InvariantCulture, $"A{row:0000000},1990-01-01,LEE,MINHO,2021-10-20\n");
        }

        var progress = new List<ImportProgress>();
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(csv.ToString()));
        var report = await _setup.Import.RunAsync(file, RosterSetup.Options(), new Steps(progress), Cancelled);
        Assert.Equal(2_345, report.Added);
        Assert.Equal([1_000, 2_000, 2_345, 2_345], progress.Select(step => step.Rows));
        Assert.Equal(file.Length, progress[^1].BytesRead);
        Assert.Equal(progress.OrderBy(step => step.BytesRead), progress);
    }

    [Fact]
    public async Task Two_imports_at_once_load_each_row_once()
    {
        var rows = Enumerable.Range(0, 300)
            .Select(number => Anna.Replace("TK0012345", $"TK{number:0000000}", StringComparison.Ordinal));
        var csv = $"{Header}\n{string.Join('\n', rows)}\n";
        var reports = await Task.WhenAll(_setup.ImportAsync(csv), _setup.ImportAsync(csv));
        Assert.Equal((300, 300), (reports.Sum(report => report.Added), reports.Sum(report => report.Unchanged)));
        Assert.Equal(300, await _setup.CountAsync("roster"));
    }

    [Fact]
    public async Task E1_One_row_may_come_alone_and_be_corrected()
    {
        Dictionary<RosterField, string> fields = new()
        {
            [RosterField.PassportNumber] = "TK0012345",
            [RosterField.BirthDate] = "1985-02-03",
            [RosterField.Surname] = "ERIKSSON",
            [RosterField.ArrivalDate] = "2021-10-16",
            [RosterField.Email] = "no address",
        };
        var (row, report) = await _setup.Import.RunAsync(fields.GetValueOrDefault, RosterSetup.Options(), null, Cancelled);
        Assert.Equal(("email", true), (Assert.Single(report.Findings).Field, report.Findings[0].IsRowLoaded));
        Assert.Equal(1, report.Added);

        fields[RosterField.PassportNumber] = "TK0012346";
        var (corrected, change) = await _setup.Import.RunAsync(fields.GetValueOrDefault, RosterSetup.Options(), row, Cancelled);
        Assert.Equal((row, 1), (corrected, change.Changed));
        Assert.Empty(await _setup.Search.FindAsync(RosterSetup.Japan, PassportNumber.Parse("TK0012345"), null, Cancelled));
        Assert.Single(await _setup.Search.FindAsync(RosterSetup.Japan, PassportNumber.Parse("TK0012346"), null, Cancelled));

        fields.Remove(RosterField.Surname);
        Assert.Null((await _setup.Import.RunAsync(fields.GetValueOrDefault, RosterSetup.Options(), null, Cancelled)).Row);
        fields[RosterField.Surname] = "ERIKSSON";
        Assert.Null((await _setup.Import.RunAsync(
            fields.GetValueOrDefault, RosterSetup.Options(), Domain.Protection.RecordId.New(), Cancelled)).Row);
    }

    private sealed class Steps(List<ImportProgress> steps) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => steps.Add(value);
    }

    public sealed class OnSqlite() : RosterImportTests(new SqliteSource())
    {
        [Fact]
        public async Task S2_A_stolen_file_shows_nothing_of_a_person()
        {
            await _setup.ImportAsync($"{Header}\n{Anna}\n");
            var scanner = new MarkerScanner(
                [
                    "TK0012345", "ERIKSSON", "ANNA MARIA", "anna@example.org", "+819012345678", "Hotel Asakusa", "1985-02-03",
                    "19850203",
                ],
                []);
            Assert.Empty(scanner.Find(DatabaseFiles.OfSqlite(((SqliteDatabase)_setup.Database).Path).ReadAll()));
        }
    }

    public sealed class OnPostgres(PostgresFixture fixture) : RosterImportTests(new PostgresSource(fixture));
}
