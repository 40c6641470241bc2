using System.Text;
using Actors.Registration.Centres;
using Actors.Registration.Imports;
using Actors.Testing;
using Actors.Testing.Databases;

namespace Actors.Registration.Tests.Centres;

/// <summary>The same promises on every database.</summary>
public abstract class CentreDirectoryTests(IDatabaseSource source) : IAsyncLifetime
{
    private const string Csv =
        """
        都道府県,市区町村,種別,名称,受付時間,電話番号,対応言語
        東京都,港区,保健所,みなと保健所,平日 8:30-17:15,03-6400-0000,日本語;English
        東京都,港区,相談センター,港区受診相談,24時間,03-3455-0000;0570-000-000,日本語
        東京都,府中市,保健所,多摩府中保健所,,042-362-0000,
        広島県,府中市,保健所,東部保健所,,084-921-0000,
        東京都,,相談センター,東京都相談センター,24時間,03-5320-0000,"日本語、English、中文"
        ,全国,相談センター,厚生労働省電話相談窓口,9:00-21:00,0120-565653,日本語
        """;

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

    [Theory]
    [InlineData("東京都", "港区", "みなと保健所", "港区受診相談")]
    [InlineData(null, "港区", "みなと保健所", "港区受診相談")]
    [InlineData("東京都", " 港区 ", "みなと保健所", "港区受診相談")]
    [InlineData("東京都", "府中市", "多摩府中保健所")]
    [InlineData("広島県", "府中市", "東部保健所")]
    [InlineData(null, "府中市", "厚生労働省電話相談窓口")] // There are two.
    [InlineData("東京都", "新宿区", "東京都相談センター")]
    [InlineData("北海道", "札幌市", "厚生労働省電話相談窓口")]
    [InlineData(null, null, "厚生労働省電話相談窓口")]
    public async Task E11_A_missing_area_falls_back_to_the_national_line(
        string? prefecture, string? municipality, params string[] expected)
    {
        Assert.Empty((await ImportAsync(Csv)).Findings);
        var found = await FindAsync(prefecture, municipality);
        Assert.Equal(expected.Order(StringComparer.Ordinal), found.Select(centre => centre.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task E11_Hours_phones_and_languages_are_kept()
    {
        await ImportAsync(Csv);
        var centre = Assert.Single(await _setup.Centres.FindAsync(
            RosterSetup.Japan, CentreArea.Of("東京都", "港区"), CentreKind.Consultation, Cancelled));
        Assert.Equal(("24時間", "東京都 港区"), (centre.Hours, centre.Area.Name));
        Assert.Equal(["03-3455-0000", "0570-000-000"], centre.Phones);
        Assert.Equal(["日本語"], centre.Languages);
        Assert.Equal(["日本語", "English", "中文"], (await FindAsync("東京都", null))[0].Languages);
    }

    [Fact]
    public async Task E11_The_same_file_again_changes_nothing_and_a_changed_one_what_it_says()
    {
        Assert.Equal(6, (await ImportAsync(Csv)).Added);
        Assert.Equal(6, (await ImportAsync(Csv)).Unchanged);
        var report = await ImportAsync(Csv.Replace("03-6400-0000", "03-6400-1111", StringComparison.Ordinal));
        Assert.Equal((0, 1, 5), (report.Added, report.Changed, report.Unchanged));
        Assert.Contains("03-6400-1111", (await FindAsync("東京都", "港区")).SelectMany(centre => centre.Phones));
    }

    [Fact]
    public async Task E11_A_complete_file_removes_centres_that_it_does_not_name()
    {
        await ImportAsync(Csv);
        var shorter = string.Join('\n', Csv.Split('\n').Where(line => !line.Contains("広島県", StringComparison.Ordinal)));
        Assert.Equal(0, (await ImportAsync(shorter)).Removed);
        Assert.Equal(0, (await ImportAsync(shorter + "\n京都府,京都市,保健所,,,075-000-0000,\n", isComplete: true)).Removed);
        Assert.Equal(1, (await ImportAsync(shorter, isComplete: true)).Removed);
        Assert.Equal("厚生労働省電話相談窓口", Assert.Single(await FindAsync("広島県", "府中市")).Name);
    }

    [Fact]
    public async Task E11_Bad_rows_are_reported_and_good_ones_loaded()
    {
        var report = await ImportAsync(
            """
            municipality,name,kind,phones
            Minato,,health centre,03-1234-5678
            Minato,A,health centre,none
            Minato,B,hospital,03-1234-5678
            Minato,C,consultation,03-1234-5678
            Minato,C,consultation,03-1234-9999
            "Minato,D,consultation,03-1234-5678
            """);
        Assert.Equal(
            [(2, "name"), (3, "phones"), (4, "kind"), (6, ""), (7, ""), (0, "")],
            report.Findings.Select(finding => (finding.Line, finding.Field)));
        Assert.Contains("national line", report.Findings[^1].Reason, StringComparison.Ordinal);
        Assert.Equal((1, 4), (report.Added, report.Rejected));
        Assert.Empty(await FindAsync("東京都", "港区"));
    }

    [Fact]
    public async Task E11_A_dry_run_writes_nothing_and_a_wrong_file_is_refused()
    {
        Assert.Equal(6, (await ImportAsync(Csv, isDryRun: true)).Added);
        Assert.Equal(0, await _setup.CountAsync("centre"));
        Assert.Contains(
            "\"phones\"",
            (await Assert.ThrowsAsync<CsvFileException>(() => ImportAsync("municipality,name\n"))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_programme_has_its_own_directory()
    {
        await ImportAsync(Csv);
        Assert.Empty(await _setup.Centres.FindAsync(new("england-2021"), CentreArea.Of(null, null), null, Cancelled));
    }

    private Task<IReadOnlyList<Centre>> FindAsync(string? prefecture, string? municipality) =>
        _setup.Centres.FindAsync(RosterSetup.Japan, CentreArea.Of(prefecture, municipality), null, Cancelled);

    private async Task<ImportReport> ImportAsync(string csv, bool isComplete = false, bool isDryRun = false)
    {
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(csv));
        return await _setup.Centres.ImportAsync(file, RosterSetup.Japan, isComplete, isDryRun, null, Cancelled);
    }

    public sealed class OnSqlite() : CentreDirectoryTests(new SqliteSource());

    public sealed class OnPostgres(PostgresFixture fixture) : CentreDirectoryTests(new PostgresSource(fixture));
}
