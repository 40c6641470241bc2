using System.Net.Http.Json;
using System.Text.Json;
using Actors.Client;
using Actors.Protocol;
using Actors.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Server.Tests.Phones;

/// <summary>The whole server on a port of its own, with fictional people.</summary>
internal sealed class ListeningServer : IAsyncDisposable
{
    public const string Programme = "japan-2021";

    private readonly ServerFactory _factory;

    private ListeningServer(TempFolder? folder) => _factory = new(folder);

    public IServiceProvider Services => _factory.Services;

    public string Database => _factory.Database;

    public string KeyFile => _factory.KeyFile;

    public Uri Address => _factory.ClientOptions.BaseAddress;

    public Uri HubAddress => new UriBuilder(Address) { Scheme = "ws", Path = IEntrantHub.Path }.Uri;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>Starts one whose programme clock begins in the evening of the day and runs in real time.</summary>
    public static ListeningServer Start(params (string Name, string Value)[] settings) => Start(static _ => { }, settings);

    /// <summary>Starts one with services in place of the usual ones.</summary>
    public static ListeningServer Start(Action<IServiceCollection> replace, params (string Name, string Value)[] settings) =>
        Start(null, replace, settings);

    /// <summary>Starts one in a folder, which stays.</summary>
    public static ListeningServer Start(TempFolder? folder, params (string Name, string Value)[] settings) =>
        Start(folder, static _ => { }, settings);

    private static ListeningServer Start(
        TempFolder? folder, Action<IServiceCollection> replace, params (string Name, string Value)[] settings)
    {
        var server = new ListeningServer(folder);
        server._factory.Replace = replace;
        server._factory.UseKestrel(0);
        server._factory.Settings["Development:Enabled"] = "true";
        server._factory.Settings["Clock:Start"] = "2021-04-05T09:00:00+09:00";
        foreach (var (name, value) in settings)
        {
            server._factory.Settings[name] = value;
        }

        server._factory.StartServer();
        return server;
    }

    /// <summary>Enrols people.</summary>
    public async Task<IReadOnlyList<Guest>> EnrolAsync(
        int count = 1, int companionsEach = 0, bool confirmed = true, string? landedAt = "2021-04-02T10:00:00+09:00")
    {
        using var http = new HttpClient { BaseAddress = Address };
        using var answer = await http.PostAsJsonAsync(
            "/development/entrants",
            new { count, programme = Programme, landedAt, confirmed, companionsEach }, Cancelled);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Cancelled));
        return (await answer.Content.ReadFromJsonAsync<List<Guest>>(JsonSerializerOptions.Web, Cancelled))!;
    }

    public EntrantClientOptions ClientOptions => new() { Server = Address, Platform = "test" };

    public ValueTask DisposeAsync() => _factory.DisposeAsync();

    /// <summary>A person who was enrolled.</summary>
    internal sealed record Guest(string Person, string Stay, string Token, IReadOnlyList<string> Companions);
}
