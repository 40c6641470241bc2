using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Threading.Channels;
using Actors.Server.Hosting;
using Actors.Server.Tests.Phones;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Actors.Server.Tests.Hosting;

/// <summary>Metrics and traces leave the server only where that is asked for, and tell nothing about a person.</summary>
public sealed class TelemetryOptionsTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("collector")]
    [InlineData("grpc://collector:4317")]
    public void A_wrong_endpoint_is_named_with_an_example(string endpoint)
    {
        var problem = Assert.Throws<OptionsValidationException>(
            () => TelemetryOptions.Read(Settings(("Telemetry:Otlp:Endpoint", endpoint))));
        Assert.Contains($"\"{endpoint}\"", Assert.Single(problem.Failures), StringComparison.Ordinal);
        Assert.Contains("http://127.0.0.1:4317", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_standard_variable_names_the_collector_unless_the_setting_does()
    {
        var standard = (TelemetryOptions.StandardEndpoint, "http://standard:4317");
        Assert.Equal("http://standard:4317", TelemetryOptions.Read(Settings(standard)).Otlp.Endpoint);
        Assert.Equal(
            "http://own:4317",
            TelemetryOptions.Read(Settings(standard, ("Telemetry:Otlp:Endpoint", "http://own:4317"))).Otlp.Endpoint);
        Assert.False(TelemetryOptions.Read(Settings()).IsOtlpOn);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true, "Development:Enabled", "true")]
    [InlineData(true, "Demo:Enabled", "true")]
    [InlineData(true, "Telemetry:Prometheus", "true")]
    [InlineData(false, "Development:Enabled", "true", "Telemetry:Prometheus", "false")]
    public void Prometheus_is_on_in_trials_only_unless_it_is_set(bool isOn, params string[] settings) => Assert.Equal(
        isOn, TelemetryOptions.Read(Settings([.. settings.Chunk(2).Select(pair => (pair[0], pair[1]))])).IsPrometheusOn);

    [Fact]
    public async Task Metrics_are_not_there_by_default()
    {
        await using var server = new ServerFactory();
        using var client = server.CreateClient();
        using var answer = await client.GetAsync(new Uri("/metrics", UriKind.Relative), Cancelled);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Metrics_show_the_meters_of_the_server_and_no_person()
    {
        await using var server = ListeningServer.Start();
        var guest = Assert.Single(await server.EnrolAsync());
        using var phone = await RawPhone.ConnectAndGreetAsync(server, guest.Token);
        Assert.NotNull((await phone.InvokeAsync("GetHome", "{}"))["result"]);
        using var client = new HttpClient { BaseAddress = server.Address };
        var metrics = await client.GetStringAsync(new Uri("/metrics", UriKind.Relative), Cancelled);
        Assert.Contains("actors_hub_messages_total{", metrics, StringComparison.Ordinal);
        Assert.Contains("method=\"GetHome\"", metrics, StringComparison.Ordinal);
        Assert.Contains("http_server_", metrics, StringComparison.Ordinal);
        Assert.DoesNotContain(guest.Person, metrics, StringComparison.Ordinal);
        Assert.DoesNotContain(guest.Token, metrics, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Metrics_and_traces_reach_a_collector_without_person_or_token()
    {
        await using var collector = await Collector.StartAsync();
        await using var server = ListeningServer.Start(
            ("Telemetry:Otlp:Endpoint", collector.Address), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
            ("OTEL_METRIC_EXPORT_INTERVAL", "100"), ("OTEL_BSP_SCHEDULE_DELAY", "100"));
        var guest = Assert.Single(await server.EnrolAsync());
        using var phone = await RawPhone.ConnectAndGreetAsync(server, guest.Token);
        Assert.NotNull((await phone.InvokeAsync("GetHome", "{}"))["result"]);

        var metrics = await collector.WaitForAsync("/v1/metrics", "actors.hub.messages");
        var traces = await collector.WaitForAsync("/v1/traces", "/development/entrants");
        foreach (var secret in new[] { guest.Person, guest.Token })
        {
            Assert.DoesNotContain(secret, metrics + traces, StringComparison.Ordinal);
        }
    }

    private static IConfiguration Settings(params (string Name, string Value)[] settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(each => KeyValuePair.Create<string, string?>(each.Name, each.Value)))
        .Build();

    /// <summary>
    /// Receives OTLP over HTTP. Bodies are kept as Latin-1, because names and values stand in them as text.
    /// </summary>
    private sealed class Collector : IAsyncDisposable
    {
        private readonly ConcurrentDictionary<string, Channel<string>> _received = new();
        private readonly WebApplication _app;

        private Collector(WebApplication app) => _app = app;

        public string Address => _app.Urls.First();

        public static async Task<Collector> StartAsync()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Configuration["Urls"] = "http://127.0.0.1:0";
            builder.Logging.ClearProviders();
            var collector = new Collector(builder.Build());
            collector._app.MapPost("/v1/{signal}", collector.KeepAsync);
            await collector._app.StartAsync(Cancelled);
            return collector;
        }

        /// <summary>Everything that comes to a path until a text has come.</summary>
        public async Task<string> WaitForAsync(string path, string text)
        {
            var all = "";
            while (!all.Contains(text, StringComparison.Ordinal))
            {
                all += await At(path).Reader.ReadAsync(Cancelled);
            }

            return all;
        }

        public ValueTask DisposeAsync() => _app.DisposeAsync();

        private Channel<string> At(string path) => _received.GetOrAdd(path, _ => Channel.CreateUnbounded<string>());

        private async Task KeepAsync(HttpContext context)
        {
            using var content = new MemoryStream();
            await context.Request.Body.CopyToAsync(content);
            await At(context.Request.Path).Writer.WriteAsync(Encoding.Latin1.GetString(content.ToArray()));
        }
    }
}
