using System.Globalization;
using System.Net;
using Actors.Server.Edge;
using Actors.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Actors.Server.Tests.Edge;

/// <summary>Where real people are followed, strangers learn that the server is there, and nothing else.</summary>
public sealed class ManagementOptionsTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>All that real servers answer to strangers. What is added here is read by everyone.</summary>
    [Fact]
    public async Task Strangers_find_the_hub_registration_receipts_the_sign_in_and_health_in_one_word_only()
    {
        await using var server = new ServerFactory { Settings = { ["Telemetry:Prometheus"] = "true" } };
        using var client = server.CreateClient();
        var open = server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => EndpointAccess.Of(endpoint) is { IsPublic: true } or { IsForPhones: true })
            .Select(endpoint => endpoint.RoutePattern.RawText!)
            .Where(path => !path.EndsWith("negotiate", StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(
            [
                "/app/{**file}", "/enter/{programme}", "/enter/{programme}/qr.svg", "/healthz", "/hubs/entrant", "/livez",
                "/readyz",
                "/receipts/push", "/receipts/sms", "/registration", "/registration/arrivals", "/registration/codes",
                "/registration/companions", "/registration/copy", "/registration/copy/{companion}",
                "/registration/corrections", "/registration/modes", "/registration/programmes/{programme}",
                "/registration/takeovers", "/registration/tokens", "/registration/upheld",
                "/staff/airport/airport.css", "/staff/airport/airport.js", "/staff/icon.svg",
                "/staff/join", "/staff/set-up", "/staff/sign-in",
                "/staff/sign-in/code", "/staff/sign-in/passkey", "/staff/sign-in/passkey/options",
                "/staff/staff.css", "/staff/staff.js",
            ],
            open);
        Assert.Equal("""{"status":"Healthy"}""", await client.GetStringAsync("/healthz", Cancelled));
        foreach (var path in new[]
        {
            "/", "/status", "/status.css", "/board/snapshot", "/board/events", "/board/board.js", "/staff",
            "/openapi/v1.json", "/metrics", "/demo/outbox", "/demo/app.svg", "/development/clock", "/orleans",
        })
        {
            using var answer = await client.GetAsync(path, Cancelled);
            Assert.Equal(
                path is ['/', 'o' or 'm' or 'd', ..] ? HttpStatusCode.NotFound : HttpStatusCode.Unauthorized,
                answer.StatusCode);
            Assert.DoesNotContain("openapi", await answer.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Operators_find_it_at_the_management_port_under_a_known_host()
    {
        using var folder = new TempFolder();
        Assert.Equal(0, (await ServerProcess.RunAsync(folder, "create-key-file", "keys.json")).ExitCode);
        var port = FreePort.Take();
        await using var server = await RunningServer.StartAsync(
            folder, descriptors: null, "--PersonalData:KeyFile=keys.json", "--Telemetry:Prometheus=true",
            string.Create(CultureInfo.InvariantCulture, $"--Management:Port={port}"));
        using var http = new HttpClient();
        var management = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/"));
        foreach (var path in new[] { "", "status", "board/snapshot", "openapi/v1.json", "metrics" })
        {
            using var answer = await http.GetAsync(new Uri(management, path), Cancelled);
            Assert.True(answer.IsSuccessStatusCode, path);
            using var stranger = await http.GetAsync(new Uri(server.Address, path), Cancelled);
            Assert.Equal(
                path is "openapi/v1.json" or "metrics" ? HttpStatusCode.NotFound : HttpStatusCode.Unauthorized,
                stranger.StatusCode);
            Assert.False(stranger.Headers.Contains("Server"));
        }

        Assert.Contains(
            "\"storage\"", await http.GetStringAsync(new Uri(management, "healthz"), Cancelled), StringComparison.Ordinal);

        // A page of a stranger in an operator's browser, whose name was pointed at this machine.
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(management, "status"));
        request.Headers.Host = "evil.example";
        using var rebound = await http.SendAsync(request, Cancelled);
        Assert.Equal(HttpStatusCode.NotFound, rebound.StatusCode);
        Assert.Equal(0, await server.StopAsync());
    }

    [Theory]
    [InlineData("Management:Address is \"operators\"", "Management:Address", "operators")]
    [InlineData("Management:Port is 70000", "Management:Port", "70000")]
    [InlineData("both name port 5080", "Management:Port", "5080", "Urls", "http://0.0.0.0:5080")]
    public void A_wrong_setting_is_named_with_the_fix(string expected, params string[] settings)
    {
        var problem = Assert.Throws<OptionsValidationException>(() => ManagementOptions.Read(Settings(settings)));
        Assert.Contains(expected, Assert.Single(problem.Failures), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ManagementOptions.UsualPort)]
    [InlineData(0, "Demo:Enabled", "true")]
    [InlineData(0, "Development:Enabled", "true")]
    [InlineData(6_000, "Development:Enabled", "true", "Management:Port", "6000")]
    [InlineData(0, "Management:Port", "0")]
    public void In_trials_there_is_no_port_unless_it_is_set(int expected, params string[] settings) =>
        Assert.Equal(expected, ManagementOptions.Read(Settings(settings)).Port);

    private static IConfiguration Settings(params string[] settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Chunk(2).Select(pair => KeyValuePair.Create(pair[0], (string?)pair[1])))
        .Build();
}
