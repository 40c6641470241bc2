using Actors.Storage.Databases;
using Actors.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Configuration;
using Actors.Server.Hosting;

namespace Actors.Server.Tests.Hosting;

/// <summary>Real and fictional people never share a database, and development serves this machine only.</summary>
public sealed class TrialCheckTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("Development:Enabled")]
    [InlineData("Demo:Enabled")]
    public async Task A_trial_refuses_a_database_with_real_people(string trial)
    {
        await PutPersonAsync(isTrial: false);
        var (exitCode, _, error) = await ServerProcess.RunAsync(
            _folder, $"--{trial}=true", "--Storage:Path=actors.db", "--PersonalData:KeyFile=keys.json");
        Assert.Equal(1, exitCode);
        Assert.Contains("has real people: the demo and development must not use it", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_for_real_people_refuses_a_database_of_a_trial()
    {
        await PutPersonAsync(isTrial: true);
        var (exitCode, _, error) = await ServerProcess.RunAsync(
            _folder, "--Storage:Path=actors.db", "--PersonalData:KeyFile=keys.json", "--Management:Port=0");
        Assert.Equal(1, exitCode);
        Assert.Contains("has the fictional people of the demo", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_trial_goes_on_with_its_own_database()
    {
        await PutPersonAsync(isTrial: true);
        await using var server = Server(isTrial: true);
        using var client = server.CreateClient();
    }

    [Theory]
    [InlineData("http://0.0.0.0:5080")]
    [InlineData("http://*:5080")]
    [InlineData("http://127.0.0.1:5080;http://192.0.2.1:5080")]
    [InlineData("http://[::]:5080")]
    public void Development_listens_on_this_machine_only(string urls) => Assert.Contains(
        "127.0.0.1", Assert.Throws<OptionsValidationException>(() => CheckAddresses(urls)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("http://127.0.0.1:5080")]
    [InlineData("http://localhost:5080;http://[::1]:5080;http://127.1.2.3:5080")]
    public void Loopback_has_several_names(string urls) => CheckAddresses(urls);

    private static void CheckAddresses(string urls) => TrialCheck.CheckAddresses(new ConfigurationBuilder()
        .AddInMemoryCollection([new("Urls", urls), new("Development:Enabled", "true")]).Build());

    private async Task PutPersonAsync(bool isTrial)
    {
        await using var server = Server(isTrial);
        using var client = server.CreateClient();
        await using var connection = await server.Services.GetRequiredService<Database>().OpenAsync(Cancelled);
        await using var command = connection.Command(
            "INSERT INTO ledger (grain_type, grain_key, sequence, at, kind, payload, checksum) "
            + "VALUES ('entrant', 'a', 1, 0, 'x', x'00', 0)");
        await command.ExecuteNonQueryAsync(Cancelled);
    }

    private ServerFactory Server(bool isTrial)
    {
        var server = new ServerFactory(_folder);
        if (isTrial)
        {
            server.Settings["Development:Enabled"] = "true";
        }

        return server;
    }
}
