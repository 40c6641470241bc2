using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Actors.Benchmarks.Messages;

/// <summary>A push service as a process of its own, which keeps bodies and decrypts nothing.</summary>
internal static class PushReceiver
{
    /// <summary>The first argument that asks for it.</summary>
    public const string Verb = "--push-receiver";

    /// <summary>What it says when it listens; its address follows.</summary>
    public const string Ready = "ready";

    private const int Sampled = 1_000;

    /// <summary>Runs until its input ends.</summary>
    public static async Task<int> RunAsync()
    {
        var bodies = new ConcurrentQueue<Received>();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        app.MapPost("/p/{phone:int}", async (int phone, HttpRequest request) =>
        {
            var body = new byte[(int)request.ContentLength!];
            await request.Body.ReadExactlyAsync(body);
            bodies.Enqueue(new(phone, body));
            return Results.StatusCode(StatusCodes.Status201Created);
        });
        app.MapGet("/all", () => bodies.Count);
        app.MapGet("/phones", () => bodies.Select(one => one.Phone).Distinct().Count());
        app.MapGet("/sample", () => bodies.Take(Sampled).ToArray());
        await app.StartAsync();
        await Console.Out.WriteLineAsync($"{Ready} {app.Urls.First()}/");
        await Console.In.ReadToEndAsync();
        return 0;
    }

    /// <summary>A push.</summary>
    internal sealed record Received(int Phone, byte[] Body);
}
