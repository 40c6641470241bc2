using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.LoadTest.Tests.Clusters;

/// <summary>A small server behind the front: it tells its name, streams events on demand and sends back what it gets.</summary>
internal sealed class Backend : IAsyncDisposable
{
    private readonly string _name;
    private readonly WebApplication _app;
    private readonly Channel<string> _events = Channel.CreateUnbounded<string>();
    private readonly Channel<int> _checks = Channel.CreateUnbounded<int>();

    private Backend(string name)
    {
        _name = name;
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRouting();
        _app = builder.Build();
        _app.UseWebSockets();
        _app.MapGet("/readyz", CheckAsync);
        _app.MapGet("/name", context => context.Response.WriteAsync(_name));
        _app.MapPost("/body", AnswerAsync);
        _app.MapGet("/events", StreamAsync);
        _app.Map("/socket", EchoAsync);
    }

    public Uri Address => new(_app.Urls.First());

    public bool IsReady { get; set; } = true;

    /// <summary>One item for each health check.</summary>
    public ChannelReader<int> Checks => _checks.Reader;

    public static async Task<Backend> StartAsync(string name)
    {
        var server = new Backend(name);
        await server._app.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    /// <summary>Sends an event to the stream that is open.</summary>
    public void Send(string text) => _events.Writer.TryWrite(text);

    /// <summary>Stops it, and cuts what is open.</summary>
    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private Task CheckAsync(HttpContext context)
    {
        context.Response.StatusCode = IsReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        _checks.Writer.TryWrite(context.Response.StatusCode);
        return Task.CompletedTask;
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var body = await new StreamReader(context.Request.Body).ReadToEndAsync(context.RequestAborted);
        await context.Response.WriteAsync($"{_name} got {body}", context.RequestAborted);
    }

    private async Task StreamAsync(HttpContext context)
    {
        context.Response.ContentType = "text/event-stream";
        await foreach (var text in _events.Reader.ReadAllAsync(context.RequestAborted))
        {
            await context.Response.WriteAsync($"data: {text}\n", context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
        }
    }

    private static async Task EchoAsync(HttpContext context)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        var buffer = new byte[100];
        var got = await socket.ReceiveAsync(buffer, context.RequestAborted);
        await socket.SendAsync(buffer.AsMemory(0, got.Count), got.MessageType, endOfMessage: true, context.RequestAborted);
        await socket.CloseAsync(default, null, context.RequestAborted);
    }
}
