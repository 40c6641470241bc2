using System.Text;
using System.Text.RegularExpressions;
using Actors.Client;
using Actors.Domain.Access;
using Actors.Domain.Programmes;
using Actors.Domain.Protection;
using Actors.Privacy.Staff;
using Actors.Server.Edge;
using Actors.Server.Registration;
using Actors.Server.Retention;
using Actors.Storage.Databases;
using Actors.Testing.Clusters;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Actors.Server.Tests.TwoProgrammes;

/// <summary>
/// A server that follows real people in two programmes, on a port of its own behind a proxy with TLS. Registrations learn of
/// changes of the roster, and people are erased, when the test says so.
/// </summary>
internal sealed class TwoProgrammesServer : IAsyncDisposable
{
    private readonly GrainActivity _activity = new();
    private readonly ServerFactory _factory = new();

    private TwoProgrammesServer()
    {
    }

    public Side Japan { get; } = new("japan-2021", "JP-HOTEL", "JL001");

    public Side England { get; } = new("england-2021", "GB-HOTEL", "BA007");

    public HttpClient Http { get; private set; } = null!;

    public Database Database => _factory.Services.GetRequiredService<Database>();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static async Task<TwoProgrammesServer> StartAsync()
    {
        var server = new TwoProgrammesServer();
        var factory = server._factory;
        factory.Replace = services =>
        {
            server._activity.Watch(services);
            services.Remove(services.Single(service => service.ImplementationType == typeof(RosterWatch)));
            services.AddSingleton<RosterWatch>();
            services.Remove(services.Single(
                service => service.ImplementationFactory?.Method.ReturnType == typeof(RetentionJob)
                    && service.ServiceType == typeof(IHostedService)));
        };
        factory.UseKestrel(0);
        foreach (var (name, value) in new[]
        {
            ("Connections:TrustedProxies:0", "127.0.0.1"), ("Registration:AnswerAfter", "00:00:00.05"),
            ("Registration:AttemptsPerAddress", "1000000"), ("Registration:RequestsPerPerson", "1000000"),
            ("Registration:RequestsPerSecond", "1000000"), ("Registration:AttemptsPerPassport", "1000000"),
        })
        {
            factory.Settings[name] = value;
        }

        factory.StartServer();
        server.Http = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false })
        {
            BaseAddress = factory.ClientOptions.BaseAddress,
        };
        server.Http.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        foreach (var side in new[] { server.Japan, server.England })
        {
            foreach (var role in StaffRoleNames.All)
            {
                side.Staff.Add(role, await server.SignInAsync(side, role));
            }
        }

        return server;
    }

    /// <summary>Waits until grains have done all that follows of what was asked of them.</summary>
    public async Task SettleAsync()
    {
        await _activity.WhenIdleAsync();
        await _factory.Services.GetRequiredService<RosterWatch>().TellAsync(Cancelled);
        await _activity.WhenIdleAsync();
        Assert.NotNull(await _factory.Services.GetRequiredService<RetentionJob>().RunAsync(Cancelled));
        await _activity.WhenIdleAsync();
    }

    public Task<IReadOnlyList<string>> ReadRowsAsync(Side side) => ProgrammeRows.ReadAsync(Database, side.Programme, side.People);

    /// <summary>Sends a request of a member of staff.</summary>
    public async Task<(int Status, string Text)> SendAsync(
        StaffCookies staff, HttpMethod method, string path, string? body = null, string type = "application/json")
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Add("Cookie", $"{staff.Session}; {staff.Form}");
        request.Headers.Add(FormGuard.Header, staff.Token);
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, type);
        using var answer = await Http.SendAsync(request, Cancelled);
        return ((int)answer.StatusCode, $"{answer.Headers} {await answer.Content.ReadAsStringAsync(Cancelled)}");
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        _activity.Dispose();
        await _factory.DisposeAsync();
    }

    private async Task<StaffCookies> SignInAsync(Side side, StaffRole role)
    {
        var account = new StaffAccount
        {
            Id = RecordId.New(),
            Name = $"{role.Name()} of {side.Mark}",
            Mail = $"{role.Name()}@{side.Programme}.example",
            Roles = [role],
            Programmes = [new ProgrammeId(side.Programme)],
            Stamp = "stamp",
        };
        side.Accounts.Add(account.Id.ToString());
        Assert.True(await _factory.Services.GetRequiredService<StaffAccounts>().AddAsync(
            account, TimeProvider.System.GetUtcNow(), Cancelled));
        var session = await _factory.Services.GetRequiredService<StaffSessions>().BeginAsync(
            account.Id, account.Stamp, SignInMethods.Passkey, default, Cancelled);
        var cookie = $"__Host-actors-staff={session}";
        using var request = new HttpRequestMessage(HttpMethod.Get, "/staff/account");
        request.Headers.Add("Cookie", cookie);
        using var page = await Http.SendAsync(request, Cancelled);
        var html = await page.Content.ReadAsStringAsync(Cancelled);
        Assert.True(page.IsSuccessStatusCode, html);
        var token = Regex.Match(html, $"name=\"{FormGuard.Field}\" value=\"([^\"]+)\"").Groups[1].Value;
        return new(cookie, page.Headers.GetValues("Set-Cookie").Single().Split(';')[0], token);
    }
}

/// <summary>What a member of staff sends with each request.</summary>
internal sealed record StaffCookies(string Session, string Form, string Token);

/// <summary>A programme with its people. What only it has in its data carries its mark.</summary>
internal sealed class Side(string programme, string mark, string flight)
{
    public string Programme => programme;

    public string Mark => mark;

    public string Flight => flight;

    public Dictionary<StaffRole, StaffCookies> Staff { get; } = [];

    public List<string> Accounts { get; } = [];

    public List<FuzzedPhone> Phones { get; } = [];

    public HashSet<string> People { get; } = [];

    public List<string> Rows { get; set; } = [];

    /// <summary>What no answer to the other side may hold.</summary>
    public IEnumerable<string> Secrets =>
    [
        mark, flight, $"@{programme}.example", .. People, .. Rows, .. Accounts,
        .. Phones.Select(phone => phone.Token).OfType<string>(),
    ];
}

/// <summary>A phone with a key, and a token if it has asked for one.</summary>
internal sealed class FuzzedPhone(HttpClient http) : IDisposable
{
    public PhoneKey Key { get; } = PhoneKey.Create();

    public RegistrationClient Client => field ??= new(http, Key, TimeProvider.System);

    public string? Token { get; set; }

    public void Dispose() => Key.Dispose();
}
