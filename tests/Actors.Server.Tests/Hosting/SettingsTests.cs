using System.Text.RegularExpressions;
using Actors.Server.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Actors.Server.Tests.Hosting;

/// <summary>A setting that is misspelt, or has no effect, is refused by name; and every setting is documented.</summary>
public sealed partial class SettingsTests
{
    [Theory]
    [InlineData("Storage:Knd", "Storage:Kind")]
    [InlineData("storage:pth", "Storage:Path")]
    [InlineData("Storge:Kind", "Storage:Kind")]
    [InlineData("PersonalData:KeyFiles", "PersonalData:KeyFile")]
    [InlineData("Url", "Urls")]
    [InlineData("Demo:Enable", "Demo:Enabled")]
    [InlineData("Telemetry:Otlp:Endpont", "Telemetry:Otlp:Endpoint")]
    [InlineData("Media:Listn:0", "Media:Listen:0")]
    [InlineData("Connections:PerAddress", "Connections:MaxPerAddress")]
    public void A_misspelt_setting_is_refused_with_the_nearest_one(string written, string meant)
    {
        var problem = Assert.Throws<OptionsValidationException>(() => Check($"--{written}=1"));
        Assert.Equal($"There is no setting {written}. Is {meant} meant? docs/SETTINGS.md lists all settings.", problem.Message);
    }

    [Theory]
    [InlineData("Kestrel:Endpoints:Http:Url")]
    [InlineData("Colour")]
    [InlineData("Storage")]
    [InlineData("Storage:Kind:More")]
    public void What_is_no_setting_is_refused(string written) => Assert.Contains(
        $"There is no setting {written}.",
        Assert.Throws<OptionsValidationException>(() => Check($"--{written}=1")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("storage:kind", "Postgres")]
    [InlineData("STORAGE:PATH", "x.db")]
    [InlineData("Media:Listen:3", "127.0.0.1")]
    [InlineData("Logging:LogLevel:Made.Up", "Debug")]
    [InlineData("Kestrel:Certificates:Default:Path", "server.pfx")]
    [InlineData("environment", "Production")]
    public void What_is_a_setting_is_taken(string name, string value) => Check($"--{name}={value}");

    [Theory]
    [InlineData("Storage:Path", "--Storage:Path=x.db", "--Storage:Kind=Postgres")]
    [InlineData("Storage:ConnectionString", "--Storage:ConnectionString=Host=x")]
    [InlineData("Storage:CommitLanes", "--Storage:CommitLanes=2", "--Storage:Kind=sqlite")]
    [InlineData("Cluster:SiloPort", "--Cluster:SiloPort=11111")]
    [InlineData("Demo:People", "--Demo:People=10")]
    [InlineData("Demo:People", "--Demo:People=10", "--Demo:Enabled=false")]
    [InlineData("Demo:DaySeconds", "--Demo:DaySeconds=60", "--Demo:Enabled=true", "--Clock:Speed=2")]
    [InlineData("Development:ParentProcess", "--Development:ParentProcess=1")]
    [InlineData("Media:LastPort", "--Media:LastPort=5000")]
    public void A_setting_that_another_makes_ineffective_is_refused(string named, params string[] settings) => Assert.StartsWith(
        $"{named} has no effect, because ",
        Assert.Throws<OptionsValidationException>(() => Check(settings)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("ACTORS_TEST_Storage__Knd", false)]
    [InlineData("ACTORS_TEST_Storag__Kind", false)]
    [InlineData("ACTORS_TEST_Storage__Kind", true)]
    [InlineData("ACTORS_TEST_OTHER__PROGRAM", true)]
    public void Variables_are_checked_where_they_look_like_settings(string variable, bool isTaken)
    {
        Environment.SetEnvironmentVariable(variable, "Sqlite");
        try
        {
            var configuration = new ConfigurationManager();
            configuration.AddEnvironmentVariables("ACTORS_TEST_");
            var problem = Record.Exception(() => Settings.Check(configuration, []));
            Assert.Equal(isTaken, problem is null);
        }
        finally
        {
            Environment.SetEnvironmentVariable(variable, null);
        }
    }

    [Fact]
    public void Every_setting_is_documented_and_every_documented_one_exists()
    {
        var documented = Row().Matches(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", "SETTINGS.md")))
            .Select(row => row.Groups["name"].Value)
            .Where(name => !name.Contains('…', StringComparison.Ordinal) && name.All(sign => sign != ' '));
        var settings = Settings.Names.Except(["Environment", "ContentRoot", "ApplicationName"]);
        Assert.Equal(settings.Order(StringComparer.Ordinal), documented.Order(StringComparer.Ordinal));
    }

    private static void Check(params string[] commandLine)
    {
        var configuration = new ConfigurationManager();
        configuration.AddCommandLine(commandLine);
        Settings.Check(configuration, commandLine);
    }

    [GeneratedRegex(@"^\| `(?<name>[A-Z][A-Za-z0-9:…]*)`", RegexOptions.Multiline)]
    private static partial Regex Row();
}
