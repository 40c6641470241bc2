using System.Net;
using System.Net.WebSockets;
using Actors.LoadTest.Clusters;

namespace Actors.LoadTest.Tests.Clusters;

public sealed class FrontTests : IAsyncLifetime
{
    private readonly HttpClient _http = new();
    private Backend _ann = null!;
    private Backend _ben = null!;
    private Front _front = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _ann = await Backend.StartAsync("ann");
        _ben = await Backend.StartAsync("ben");
        _front = await Front.StartAsync(
            new("http://127.0.0.1:0"), [_ann.Address, _ben.Address], TimeProvider.System, Cancelled);
        _http.BaseAddress = _front.Address;
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _front.DisposeAsync();
        await _ann.DisposeAsync();
        await _ben.DisposeAsync();
    }

    [Fact]
    public async Task Requests_go_to_the_servers_in_turn() =>
        Assert.Equal(["ann", "ben"], (await AskAsync(4)).Distinct().Order());

    [Fact]
    public async Task A_dead_server_costs_no_request()
    {
        await AskAsync(4);

        await _ann.DisposeAsync();

        Assert.Equal(["ben"], (await AskAsync(6)).Distinct());
        for (var request = 0; request < 2; request++)
        {
            using var body = new StringContent("a report");
            using var response = await _http.PostAsync(Path("/body"), body, Cancelled);
            Assert.Equal("ben got a report", await response.Content.ReadAsStringAsync(Cancelled));
        }
    }

    [Fact]
    public async Task A_server_that_is_not_ready_gets_no_request()
    {
        _ann.IsReady = false;
        while (await _ann.Checks.ReadAsync(Cancelled) == 200)
        {
        }

        await _ann.Checks.ReadAsync(Cancelled); // The check before it has been judged.

        Assert.Equal(["ben"], (await AskAsync(4)).Distinct());
    }

    [Fact]
    public async Task Without_servers_the_answer_comes_at_once()
    {
        await _ann.DisposeAsync();
        await _ben.DisposeAsync();

        using var response = await _http.GetAsync(Path("/name"), Cancelled);

        Assert.InRange(response.StatusCode, HttpStatusCode.BadGateway, HttpStatusCode.ServiceUnavailable);
    }

    [Fact]
    public async Task An_event_arrives_before_the_next_one_is_sent()
    {
        Send("first");
        using var stream = new StreamReader(await _http.GetStreamAsync(Path("/events"), Cancelled));

        Assert.Equal("data: first", await stream.ReadLineAsync(Cancelled));
        Send("second");
        Assert.Equal("data: second", await stream.ReadLineAsync(Cancelled));
    }

    [Fact]
    public async Task A_stream_breaks_off_with_its_server()
    {
        Send("first");
        using var stream = new StreamReader(await _http.GetStreamAsync(Path("/events"), Cancelled));
        await stream.ReadLineAsync(Cancelled);

        await _ann.DisposeAsync();
        await _ben.DisposeAsync();

        await Assert.ThrowsAnyAsync<IOException>(() => stream.ReadToEndAsync(Cancelled));
    }

    [Fact]
    public async Task A_web_socket_passes()
    {
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new UriBuilder(_front.Address) { Scheme = "ws", Path = "/socket" }.Uri, Cancelled);
        await socket.SendAsync("hello"u8.ToArray(), WebSocketMessageType.Text, endOfMessage: true, Cancelled);
        var buffer = new byte[100];

        var got = await socket.ReceiveAsync(buffer, Cancelled);

        Assert.Equal("hello"u8, buffer.AsSpan(0, got.Count));
    }

    private static Uri Path(string path) => new(path, UriKind.Relative);

    /// <summary>Sends an event to whichever server the stream is on.</summary>
    private void Send(string text)
    {
        _ann.Send(text);
        _ben.Send(text);
    }

    private async Task<IReadOnlyList<string>> AskAsync(int requests)
    {
        var names = new List<string>();
        for (var request = 0; request < requests; request++)
        {
            names.Add(await _http.GetStringAsync(Path("/name"), Cancelled));
        }

        return names;
    }
}
