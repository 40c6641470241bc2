using Actors.Server.Operations.Commands;
using Actors.Testing;

namespace Actors.Server.Tests.Operations.Commands;

public sealed class ImportCommandsTests
{
    private static readonly string Arrival =
        TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("roster", "import", "a.csv")]
    [InlineData("roster", "import", "a.csv", "--dry-run", "--errors", "e.csv", "--programme", "japan-2021", "--A:B=1")]
    [InlineData("--A:B=1", "directory", "import", "a.csv", "--replace", "--programme=japan-2021")]
    public void Options_of_imports_are_no_settings(params string[] arguments)
    {
        var line = ServerCommandLine.Parse(arguments);
        Assert.True(line.NeedsServer);
        Assert.False(line.Serves);
        Assert.All(line.Settings, setting => Assert.Equal("--A:B=1", setting));
    }

    [Theory]
    [InlineData("roster")]
    [InlineData("roster", "import")]
    [InlineData("roster", "import", "a.csv", "--errors")]
    [InlineData("roster", "import", "a.csv", "--replace")]
    [InlineData("directory", "export", "a.csv")]
    public async Task A_mistake_ends_with_2(params string[] arguments)
    {
        var line = ServerCommandLine.Parse(arguments);
        Assert.False(line.NeedsServer);
        Assert.Equal(2, await line.RunAsync());
    }

    /// <summary>The whole way of an operator: a server that runs, and a file that is loaded beside it.</summary>
    [Fact]
    public async Task E1_A_roster_is_imported_beside_a_running_server()
    {
        using var folder = new TempFolder();
        await using var server = await RunningServer.StartAsync(folder, descriptors: null, "--Development:Enabled=true");
        await File.WriteAllTextAsync(
            folder.File("arrivals.csv"),
            "passport number,date of birth,surname,given names,arrival date,shoe size\n"
            + $"TK0012345,1985-02-03,ERIKSSON,ANNA,{Arrival},38\nTK0012346,1985-02-30,LEE,MINHO,{Arrival},41\n"
            + $",1990-01-01,KIM,SORA,{Arrival},36\n",
            Cancelled);

        var without = await RunAsync(folder, "roster", "import", "arrivals.csv");
        Assert.Equal(2, without.ExitCode);
        Assert.Contains("--programme", without.Error, StringComparison.Ordinal);

        var (code, output, error) = await RunAsync(
            folder, "roster", "import", "arrivals.csv", "--programme", "japan-2021", "--errors", "errors.csv");
        Assert.Equal((1, ""), (code, output));
        Assert.Contains("3 rows in UTF-8: 2 added, 0 changed, 0 unchanged, 1 not loaded.", error, StringComparison.Ordinal);
        Assert.Contains("Column \"shoe size\" is not known", error, StringComparison.Ordinal);
        Assert.Contains("Line 3, date of birth: The month has no such day", error, StringComparison.Ordinal);
        Assert.Contains("Line 4, passport number: There is no passport number. Not loaded.", error, StringComparison.Ordinal);
        Assert.DoesNotContain("LEE", error, StringComparison.Ordinal);
        Assert.Equal(3, (await File.ReadAllLinesAsync(folder.File("errors.csv"), Cancelled)).Length);

        using var http = new HttpClient { BaseAddress = server.Address };
        Assert.Equal(2, (await http.GetStringAsync("/staff/roster/japan-2021/rows", Cancelled)).Split("\"row\"").Length - 1);
        Assert.Equal(0, await server.StopAsync());
    }

    [Fact]
    public async Task E11_Wrong_files_are_named()
    {
        using var folder = new TempFolder();
        await using (var server = await RunningServer.StartAsync(folder, descriptors: null, "--Development:Enabled=true"))
        {
            Assert.Equal(0, await server.StopAsync());
        }

        var missing = await RunAsync(folder, "directory", "import", "nothing.csv", "--programme", "japan-2021");
        Assert.Equal(2, missing.ExitCode);
        Assert.Contains("nothing.csv", missing.Error, StringComparison.Ordinal);
        await File.WriteAllTextAsync(folder.File("names.csv"), "name\nx\n", Cancelled);
        var wrong = await RunAsync(folder, "directory", "import", "names.csv", "--programme", "japan-2021");
        Assert.Equal(2, wrong.ExitCode);
        Assert.Contains("has no column \"municipality\"", wrong.Error, StringComparison.Ordinal);
    }

    private static Task<(int ExitCode, string Output, string Error)> RunAsync(TempFolder folder, params string[] arguments) =>
        ServerProcess.RunAsync(folder, [.. arguments, "--Development:Enabled=true"]);
}
