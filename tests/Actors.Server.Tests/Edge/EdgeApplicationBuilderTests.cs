using System.Net;
using System.Text;
using System.Text.Json;
using Actors.Testing;
using Actors.Testing.Hostile;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Server.Tests.Edge;

/// <summary>Whatever a stranger sends, the answer is named, has a body, and keeps its headers.</summary>
public sealed class EdgeApplicationBuilderTests(TrialServer trial)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>Every address that the server has, and some that it has not.</summary>
    [Fact]
    public async Task Every_answer_has_security_headers_and_no_server_header()
    {
        await using var server = new ServerFactory { Settings = { ["Demo:Enabled"] = "true", ["Demo:People"] = "0" } };
        using var client = server.CreateClient();
        var paths = server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.Parameters.Count == 0)
            .Select(endpoint => "/" + endpoint.RoutePattern.RawText!.TrimStart('/'))
            .Append("/nowhere").Append("/board/snapshot?programme=nosuch").Distinct().ToList();
        Assert.True(paths.Count > 15);
        foreach (var path in paths)
        {
            using var answer = await client.GetAsync(path, HttpCompletionOption.ResponseHeadersRead, Cancelled);
            Assert.False(answer.Headers.Contains("Server"), path);
            var names = answer.Headers.Select(header => header.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);
            Assert.Superset(
                new HashSet<string>(StringComparer.OrdinalIgnoreCase)
                {
                    "Content-Security-Policy", "X-Content-Type-Options", "X-Frame-Options", "Referrer-Policy",
                    "Permissions-Policy",
                },
                names);
            Assert.Contains(
                "frame-ancestors 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(),
                StringComparison.Ordinal);
        }
    }

    /// <summary>Over TLS browsers use nothing else, and no window of a stranger has a hold on a page.</summary>
    [Theory]
    [InlineData("/staff/sign-in", "publickey-credentials-get=(self)")]
    [InlineData("/healthz", "camera=()")]
    public async Task Answers_over_tls_are_kept_apart_from_other_sites(string path, string permissions)
    {
        await using var server = new ServerFactory();
        using var client = server.CreateClient(new() { BaseAddress = new Uri("https://staff.example.org") });
        using var answer = await client.GetAsync(path, Cancelled);
        Assert.Equal("max-age=31536000", Header("Strict-Transport-Security"));
        Assert.Equal("same-origin", Header("Cross-Origin-Opener-Policy"));
        Assert.Equal("same-origin", Header("Cross-Origin-Resource-Policy"));
        Assert.Contains(permissions, Header("Permissions-Policy"), StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", Header("Content-Security-Policy"), StringComparison.Ordinal);

        string Header(string name) => answer.Headers.GetValues(name).Single();
    }

    /// <summary>Otherwise any stranger could say that a connection is safe, or where it comes from.</summary>
    [Theory]
    [InlineData("127.0.0.1", HttpStatusCode.OK)]
    [InlineData("127.0.0.0/8", HttpStatusCode.OK)]
    [InlineData("10.0.0.5", HttpStatusCode.Forbidden)]
    [InlineData(null, HttpStatusCode.Forbidden)]
    public async Task What_a_proxy_says_counts_of_proxies_of_the_settings_only(string? proxy, HttpStatusCode expected)
    {
        await using var server = new ServerFactory();
        server.UseKestrel(0);
        if (proxy is not null)
        {
            server.Settings["Connections:TrustedProxies:0"] = proxy;
        }

        server.StartServer();
        using var client = new HttpClient { BaseAddress = server.ClientOptions.BaseAddress };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/staff/sign-in");
        request.Headers.Host = "staff.example.org";
        request.Headers.Add("X-Forwarded-Proto", "https");
        using var answer = await client.SendAsync(request, Cancelled);
        Assert.Equal(expected, answer.StatusCode);
        Assert.Equal(expected == HttpStatusCode.OK, answer.Headers.Contains("Strict-Transport-Security"));
    }

    /// <summary>The year 9999 was answered with 500.</summary>
    [Theory]
    [InlineData("0001-01-01T00:00:00Z")]
    [InlineData("0001-01-01T00:00:00+14:00")]
    [InlineData("1900-02-29T00:00:00Z")]
    [InlineData("1970-01-01T00:00:00Z")]
    [InlineData("2020-06-01T00:00:00Z")]
    [InlineData("2022-06-01T00:00:00Z")]
    [InlineData("9999-12-31T23:59:59.9999999Z")]
    [InlineData("9999-12-31T23:59:59-14:00")]
    [InlineData("99999-01-01T00:00:00Z")]
    public async Task A_time_far_away_is_refused_by_its_field(string time)
    {
        using var client = trial.CreateClient();
        var request = $$"""{"count": 1, "programme": "japan-2021", "landedAt": "{{time}}"}""";
        await RefusedAsync(HttpMethod.Post, "/development/entrants", request, "landedAt");
        if (!time.StartsWith("202", StringComparison.Ordinal))
        {
            await RefusedAsync(HttpMethod.Put, "/development/clock", $$"""{"speed": 1, "now": "{{time}}"}""", "now");
        }

        async Task RefusedAsync(HttpMethod method, string path, string body, string field)
        {
            using var answer = await SendAsync(client, method, path, body);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancelled));
            Assert.Equal(field, Assert.Single(problem.RootElement.GetProperty("errors").EnumerateObject()).Name);
        }
    }

    /// <summary>A page of a stranger can send these without asking the server first.</summary>
    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData(null)]
    public async Task Development_takes_json_only(string? mediaType)
    {
        await using var server = Trial();
        using var client = server.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/development/entrants");
        request.Content = new StringContent("""{"count": 1, "programme": "japan-2021"}""");
        request.Content.Headers.ContentType = mediaType is null ? null : new(mediaType);
        using var answer = await client.SendAsync(request, Cancelled);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData("evil.example", HttpStatusCode.Forbidden)]
    [InlineData("127.0.0.1.evil.example", HttpStatusCode.Forbidden)]
    [InlineData("localhost", HttpStatusCode.OK)]
    [InlineData("127.0.0.1:5080", HttpStatusCode.OK)]
    [InlineData("[::1]:5080", HttpStatusCode.OK)]
    [InlineData("trial.example", HttpStatusCode.OK)]
    [InlineData("public.example", HttpStatusCode.OK)]
    public async Task Development_answers_to_known_hosts_only(string host, HttpStatusCode status)
    {
        await using var server = Trial();
        if (host == "trial.example")
        {
            server.Settings["AllowedHosts"] = "other.example;trial.example";
        }
        else if (host == "public.example")
        {
            server.Settings["Demo:PublicUrl"] = "https://public.example/";
        }

        using var client = server.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/development/clock");
        request.Headers.Host = host;
        using var answer = await client.SendAsync(request, Cancelled);
        Assert.Equal(status, answer.StatusCode);
    }

    /// <summary>Mutated bodies and queries at every endpoint that takes any.</summary>
    [Fact]
    public async Task Nothing_that_is_sent_makes_the_server_fail()
    {
        await using var server = Trial();
        using var client = server.CreateClient();
        var random = new SeededRandom(11);
        var statuses = new Dictionary<HttpStatusCode, int>();
        for (var round = 0; round < 250; round++)
        {
            await TryAsync(
                HttpMethod.Post, "/development/entrants",
                TextMutation.Mutate(
                    """{"count": 1, "programme": "japan-2021", "landedAt": "2021-04-05T00:00:00+09:00", "companionsEach": 1}""",
                    random));
            await TryAsync(
                HttpMethod.Put, "/development/clock",
                TextMutation.Mutate("""{"speed": 1, "now": "2021-04-05T09:00:00+09:00"}""", random));
            var query = Uri.EscapeDataString(TextMutation.Mutate("japan-2021", random))
                .Replace("%00", "", StringComparison.Ordinal); // Not the server but its test host refuses this one.
            await TryAsync(HttpMethod.Get, $"/board/snapshot?programme={query}");
            await TryAsync(HttpMethod.Get, $"/?programme={query}&programme=x");
            await TryAsync(
                HttpMethod.Post, "/development/travellers",
                TextMutation.Mutate("""{"programme": "japan-2021", "language": "ja"}""", random));
            await TryAsync(HttpMethod.Get, $"/{query}");
        }

        Assert.Superset(
            new HashSet<HttpStatusCode> { HttpStatusCode.OK, HttpStatusCode.BadRequest, HttpStatusCode.NotFound },
            statuses.Keys.ToHashSet());

        async Task TryAsync(HttpMethod method, string path, string? body = null)
        {
            using var answer = await SendAsync(client, method, path, body);
            statuses[answer.StatusCode] = statuses.GetValueOrDefault(answer.StatusCode) + 1;
            Assert.True((int)answer.StatusCode < 500, $"{method} {path} {body}: {answer.StatusCode}");
            if (!answer.IsSuccessStatusCode)
            {
                Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
            }
        }
    }

    private static ServerFactory Trial() => new()
    {
        Settings = { ["Development:Enabled"] = "true", ["Clock:Start"] = "2021-04-05T09:00:00+09:00" },
    };

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, HttpMethod method, string path, string? body)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        return await client.SendAsync(request, Cancelled);
    }
}
