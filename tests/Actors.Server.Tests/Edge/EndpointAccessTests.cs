using System.Net;
using System.Net.WebSockets;
using System.Reflection;
using Actors.Domain.Access;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Programmes;
using Actors.Domain.Protection;
using Actors.Privacy.Staff;
using Actors.Privacy.Tokens;
using Actors.Server.Edge;
using Actors.Server.Tests.Staff;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Actors.Server.Tests.Edge;

/// <summary>
/// Every route and every hub method, with every role, a stranger and a phone (S1). What is mapped and not in these
/// tables fails.
/// </summary>
public sealed class EndpointAccessTests
{
    private const string Everyone = "everyone";
    private const string Operators = "operators of the machine";
    private const string Phones = "phone";
    private const string Own = "administrator supervisor operator airport-officer clinic health-centre support auditor";
    private const string Board = "administrator supervisor operator support";
    private const string Status = "administrator supervisor";
    private const string People = "administrator";
    private const string Retention = "supervisor";
    private const string Roster = "supervisor airport-officer";

    private const string Officer = "airport-officer";

    /// <summary>Routes of a server that follows real people, and who uses them.</summary>
    private static readonly Dictionary<string, string> Routes = new()
    {
        ["GET /"] = Board,
        ["GET /board/board.css"] = Board,
        ["GET /board/board.js"] = Board,
        ["GET /board/icon.svg"] = Board,
        ["GET /board/events"] = Board,
        ["GET /board/snapshot"] = Board,
        ["GET /status"] = Status,
        ["GET /status.css"] = Status,
        ["GET /livez"] = Everyone,
        ["HEAD /livez"] = Everyone,
        ["GET /readyz"] = Everyone,
        ["HEAD /readyz"] = Everyone,
        ["GET /healthz"] = Everyone,
        ["HEAD /healthz"] = Everyone,
        ["GET /openapi/{documentName}.json"] = Operators,
        ["GET /metrics"] = Operators,
        ["POST /phones/revocations"] = Operators,
        ["GET /hubs/entrant"] = Phones,
        ["GET /hubs/entrant/negotiate"] = Phones,
        ["GET /staff/staff.css"] = Everyone,
        ["GET /staff/staff.js"] = Everyone,
        ["GET /staff/icon.svg"] = Everyone,
        ["GET /staff/sign-in"] = Everyone,
        ["POST /staff/sign-in"] = Everyone,
        ["GET /staff/sign-in/code"] = Everyone,
        ["POST /staff/sign-in/code"] = Everyone,
        ["POST /staff/sign-in/passkey"] = Everyone,
        ["POST /staff/sign-in/passkey/options"] = Everyone,
        ["GET /staff/sign-in/openid"] = Everyone,
        ["GET /staff/sign-in/openid/done"] = Everyone,
        ["GET /staff/set-up"] = Everyone,
        ["POST /staff/set-up"] = Everyone,
        ["GET /staff/join"] = Everyone,
        ["POST /staff/join"] = Everyone,
        ["POST /staff/sign-out"] = Own,
        ["GET /staff"] = Own,
        ["GET /staff/account"] = Own,
        ["POST /staff/account/password"] = Own,
        ["POST /staff/account/passkeys"] = Own,
        ["POST /staff/account/passkeys/options"] = Own,
        ["POST /staff/account/passkeys/remove"] = Own,
        ["POST /staff/account/sessions/end"] = Own,
        ["GET /staff/account/authenticator"] = Own,
        ["POST /staff/account/authenticator"] = Own,
        ["POST /staff/account/authenticator/remove"] = Own,
        ["GET /app/{**file}"] = Everyone,
        ["GET /enter/{programme}"] = Everyone,
        ["GET /enter/{programme}/qr.svg"] = Everyone,
        ["GET /registration"] = Phones,
        ["GET /registration/programmes/{programme}"] = Everyone,
        ["POST /registration/programmes/{programme}"] = Everyone,
        ["GET /registration/copy"] = Phones,
        ["GET /registration/copy/{companion}"] = Phones,
        ["POST /registration/tokens"] = Everyone,
        ["POST /registration/corrections"] = Everyone,
        ["POST /registration/upheld"] = Everyone,
        ["POST /registration/companions"] = Everyone,
        ["POST /registration/arrivals"] = Everyone,
        ["POST /registration/modes"] = Everyone,
        ["POST /registration/takeovers"] = Everyone,
        ["POST /registration/codes"] = Everyone,
        ["POST /receipts/push"] = Everyone,
        ["POST /receipts/sms"] = Everyone,
        ["POST /receipts/mail"] = Operators,
        ["POST /staff/roster/{programme}/imports"] = Roster,
        ["GET /staff/roster/{programme}/rows"] = Roster,
        ["POST /staff/roster/{programme}/rows"] = Roster,
        ["PUT /staff/roster/{programme}/rows/{row}"] = Roster,
        ["DELETE /staff/roster/{programme}/rows/{row}"] = Roster,
        ["POST /staff/centres/{programme}/imports"] = Roster,
        ["GET /staff/centres/{programme}"] = Roster,
        ["GET /staff/retention"] = Retention,
        ["POST /staff/retention/holds"] = Retention,
        ["POST /staff/retention/releases"] = Retention,
        ["POST /staff/retention/erasures"] = Retention,
        ["GET /staff/people"] = People,
        ["POST /staff/people"] = People,
        ["POST /staff/people/roles"] = People,
        ["POST /staff/people/invitation"] = People,
        ["POST /staff/people/closing"] = People,
        ["GET /staff/airport/airport.css"] = Everyone,
        ["GET /staff/airport/airport.js"] = Everyone,
        ["GET /staff/airport"] = Officer,
        ["POST /staff/airport/search"] = Officer,
        ["POST /staff/airport/people/{person}"] = Officer,
        ["GET /staff/airport/people/{person}/checklist"] = Officer,
        ["POST /staff/airport/people/{person}/marks"] = Officer,
        ["POST /staff/airport/people/{person}/tests"] = Officer,
        ["POST /staff/airport/people/{person}/details"] = Officer,
        ["POST /staff/airport/people/{person}/rental"] = Officer,
        ["POST /staff/airport/people/{person}/phone"] = Officer,
        ["POST /staff/airport/people/{person}/passing"] = Officer,
    };

    /// <summary>Methods of hubs, and who calls them.</summary>
    private static readonly Dictionary<string, string> HubMethods = new()
    {
        ["EntrantHub.Hello"] = Phones,
        ["EntrantHub.RenewToken"] = Phones,
        ["EntrantHub.CheckIn"] = Phones,
        ["EntrantHub.ReportLocation"] = Phones,
        ["EntrantHub.ReportHealth"] = Phones,
        ["EntrantHub.Refuse"] = Phones,
        ["EntrantHub.Delivered"] = Phones,
        ["EntrantHub.Opened"] = Phones,
        ["EntrantHub.SubscribePush"] = Phones,
        ["EntrantHub.UnsubscribePush"] = Phones,
        ["EntrantHub.Pong"] = Phones,
        ["EntrantHub.GetHome"] = Phones,
        ["EntrantHub.GetTimeline"] = Phones,
        ["EntrantHub.RequestCall"] = Phones,
        ["EntrantHub.CallShown"] = Phones,
        ["EntrantHub.AnswerCall"] = Phones,
        ["EntrantHub.DeclineCall"] = Phones,
        ["EntrantHub.AskForPerson"] = Phones,
        ["EntrantHub.ReportCallPlace"] = Phones,
        ["EntrantHub.ReportTest"] = Phones,
        ["EntrantHub.GetInspectionCode"] = Phones,
        ["EntrantHub.FindCentres"] = Phones,
    };

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_route_is_for_those_of_the_table_and_no_others()
    {
        await using var server = StaffBrowser.NewServer(
            ("Telemetry:Prometheus", "true"), ($"Logging:LogLevel:{ReachedEndpoints.Category}", "Information"),
            ("Staff:AttemptsPerAddress", "10000"),
            ("Staff:OpenId:Authority", "http://127.0.0.1:9/"), ("Staff:OpenId:ClientId", "actors"),
            ("Staff:OpenId:Roles:0", "a=operator"));
        using var reached = new ReachedEndpoints();
        server.Services.GetRequiredService<ILoggerFactory>().AddProvider(reached);
        var found = RoutesOf(server.Services.GetRequiredService<EndpointDataSource>()).ToList();
        Assert.Equal(Routes.Keys.Order(StringComparer.Ordinal), found.Select(route => route.Name).Order(StringComparer.Ordinal));
        var callers = await CallersAsync(server);
        var wrong = new List<string>();
        foreach (var route in found)
        {
            foreach (var caller in callers)
            {
                var expected = Expect(Routes[route.Name], caller.Name);
                var outcome = await TryAsync(server, reached, route, caller);
                if (outcome != expected)
                {
                    wrong.Add($"{route.Name} as {caller.Name}: {outcome}, not {expected}");
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join(Environment.NewLine, wrong));
    }

    /// <summary>What an address names is for those who work for it, of every role that may use the route at all.</summary>
    [Fact]
    public async Task An_address_of_another_programme_is_refused()
    {
        await using var server = StaffBrowser.NewServer(($"Logging:LogLevel:{ReachedEndpoints.Category}", "Information"));
        using var reached = new ReachedEndpoints();
        server.Services.GetRequiredService<ILoggerFactory>().AddProvider(reached);
        var routes = RoutesOf(server.Services.GetRequiredService<EndpointDataSource>())
            .Where(route => route.Path.Contains("{programme}", StringComparison.Ordinal) && Routes[route.Name] == Roster)
            .ToList();
        Assert.True(routes.Count >= 7);
        foreach (var caller in await CallersAsync(server, ProgrammeId.Parse("england-2021")))
        {
            foreach (var route in routes)
            {
                foreach (var programme in new[] { "england-2021", "japan-2021", "nowhere-2021" })
                {
                    var path = route.Path.Replace("{programme}", programme, StringComparison.Ordinal);
                    var expected = programme == "england-2021" ? Expect(Roster, caller.Name) : Outcome.Refused;
                    Assert.Equal(
                        (caller.Name, path, expected),
                        (caller.Name, path, await TryAsync(server, reached, route with { Path = path }, caller)));
                }
            }
        }
    }

    [Fact]
    public void A_route_that_is_in_no_table_is_found()
    {
        var app = WebApplication.CreateBuilder().Build();
        app.MapGet("/added", () => "new").Public();
        app.MapMethods("/staff/people", ["DELETE"], () => "new").Public();
        var added = RoutesOf(((IEndpointRouteBuilder)app).DataSources.Single()).Select(route => route.Name);
        Assert.Equal(["GET /added", "DELETE /staff/people"], added.Except(Routes.Keys));
    }

    [Fact]
    public async Task Every_hub_method_is_for_phones_only()
    {
        await using var server = StaffBrowser.NewServer();
        var hubs = server.Services.GetRequiredService<EndpointDataSource>().Endpoints
            .Select(endpoint => endpoint.Metadata.GetMetadata<HubMetadata>()?.HubType).OfType<Type>().Distinct().ToList();
        var methods = hubs.SelectMany(hub => hub
            .GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(method => method.GetBaseDefinition() == method)
            .Select(method => $"{hub.Name}.{method.Name}"));
        Assert.Equal(HubMethods.Keys.Order(StringComparer.Ordinal), methods.Order(StringComparer.Ordinal));
        foreach (var caller in await CallersAsync(server))
        {
            var (header, value) = await caller.SignInAsync();
            var sockets = server.Server.CreateWebSocketClient();
            sockets.ConfigureRequest = request => request.Headers[header] = value;
            if (caller.Name == Phones)
            {
                using var socket = await sockets.ConnectAsync(new Uri("wss://localhost/hubs/entrant"), Cancelled);
                Assert.Equal(WebSocketState.Open, socket.State);
            }
            else
            {
                // Without a connection no method can be called.
                await Assert.ThrowsAsync<InvalidOperationException>(
                    () => sockets.ConnectAsync(new Uri("wss://localhost/hubs/entrant"), Cancelled));
            }
        }
    }

    /// <summary>Also the endpoints that only trials have.</summary>
    [Fact]
    public async Task Every_endpoint_declares_who_may_use_it()
    {
        await using var server = new ServerFactory { Settings = { ["Demo:Enabled"] = "true", ["Demo:People"] = "0" } };
        var undeclared = server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => EndpointAccess.Of(endpoint) is null).Select(endpoint => endpoint.RoutePattern.RawText);
        Assert.Empty(undeclared);
    }

    [Fact]
    public async Task What_declares_nothing_is_refused()
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.AddEdge();
        builder.Services.AddProblemDetails();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(new SecondFactor(true));
        builder.Services.AddAntiforgery();
        builder.Services.AddAuthentication().AddCookie(StaffIdentity.Scheme);
        await using var app = builder.Build();
        app.UseEdge();
        app.MapGet("/forgotten", () => "seen");
        app.MapGet("/declared", () => "seen").Public();
        await app.StartAsync(Cancelled);
        using var client = app.GetTestClient();
        foreach (var (path, status) in new[]
        {
            ("/forgotten", HttpStatusCode.Found), ("/declared", HttpStatusCode.OK), ("/nothing", HttpStatusCode.NotFound),
        })
        {
            using var answer = await client.GetAsync(path, Cancelled);
            Assert.Equal(status, answer.StatusCode);
        }
    }

    private static IEnumerable<Route> RoutesOf(EndpointDataSource source) =>
        from endpoint in source.Endpoints.OfType<RouteEndpoint>()
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods is { Count: > 0 } methods
            ? methods
            : ["GET"]
        let path = "/" + endpoint.RoutePattern.RawText!.Trim('/')
        select new Route($"{method} {path}", new(method), path.Replace("{documentName}", "v1", StringComparison.Ordinal));

    private static async Task<IReadOnlyList<Caller>> CallersAsync(
        ServerFactory server, params ProgrammeId[] programmes)
    {
        var accounts = server.Services.GetRequiredService<StaffAccounts>();
        var sessions = server.Services.GetRequiredService<StaffSessions>();
        var tokens = await server.Services.GetRequiredService<PhoneTokens>().IssueAsync(
            [new(EntrantId.New(), ProgrammeId.Parse("japan-2021"))], Cancelled);
        var callers = new List<Caller>
        {
            new("stranger", () => Task.FromResult(("X-None", "none"))),
            new(Phones, () => Task.FromResult(("Authorization", $"Bearer {tokens[0].Text}"))),
        };
        foreach (var role in StaffRoleNames.All)
        {
            var account = new StaffAccount
            {
                Id = RecordId.New(),
                Name = role.Name(),
                Mail = $"{role.Name()}@centre.example",
                Roles = [role],
                Programmes = programmes,
                Stamp = "stamp",
            };
            Assert.True(await accounts.AddAsync(account, TimeProvider.System.GetUtcNow(), Cancelled));
            foreach (var (method, suffix) in new[] { (SignInMethods.Passkey, ""), (SignInMethods.Password, Caller.Weak) })
            {
                // A session for each request: sign-out must not end that of the next one.
                callers.Add(new(role.Name() + suffix, async () => (
                    "Cookie",
                    $"__Host-actors-staff={await sessions.BeginAsync(account.Id, account.Stamp, method, default, Cancelled)}")));
            }
        }

        return callers;
    }

    private static Outcome Expect(string who, string caller)
    {
        var (role, isWeak) = caller.EndsWith(Caller.Weak, StringComparison.Ordinal)
            ? (caller[..^Caller.Weak.Length], true)
            : (caller, false);
        return who switch
        {
            Everyone => Outcome.Allowed,
            Operators => Outcome.Hidden,
            _ when !who.Split(' ').Contains(role) => Outcome.Refused,
            Own or Phones => Outcome.Allowed,
            _ => isWeak && AccessTable.NeedsSecondFactor(StaffRoleNames.Parse(role)!.Value) ? Outcome.Refused : Outcome.Allowed,
        };
    }

    private static async Task<Outcome> TryAsync(
        ServerFactory server, ReachedEndpoints reached, Route route, Caller caller)
    {
        using var client = server.CreateClient(new WebApplicationFactoryClientOptions
        {
            AllowAutoRedirect = false,
            HandleCookies = false,
            BaseAddress = new Uri("https://localhost"),
        });
        using var request = new HttpRequestMessage(route.Method, route.Path);
        var (header, value) = await caller.SignInAsync();
        request.Headers.Add(header, value);
        reached.Last = null;
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancelled);
        return reached.Last is not null ? Outcome.Allowed // The endpoint itself may find nothing.
            : answer.StatusCode == HttpStatusCode.NotFound ? Outcome.Hidden
            : answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden ? Outcome.Refused
            : Outcome.Allowed;
    }

    private enum Outcome
    {
        Allowed,
        Refused,
        Hidden,
    }

    private sealed record Route(string Name, HttpMethod Method, string Path);

    /// <param name="Name">Who it is.</param>
    /// <param name="SignInAsync">Gives the header of a request, and its value.</param>
    private sealed record Caller(string Name, Func<Task<(string Header, string Value)>> SignInAsync)
    {
        public const string Weak = " without second factor";
    }
}
