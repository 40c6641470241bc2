using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Actors.Benchmarks.Messages;

/// <summary>
/// A push service as a process of its own, which keeps bodies and decrypts nothing. It speaks HTTP/2, as those of the field do.
/// </summary>
internal static class PushReceiver
{
    /// <summary>The first argument that asks for it.</summary>
    public const string Verb = "--push-receiver";

    /// <summary>What it says when it listens; its address follows.</summary>
    public const string Ready = "ready";

    private const string Resource = "/p/";
    private const int Sampled = 1_000;

    /// <summary>Runs until its input ends.</summary>
    public static async Task<int> RunAsync()
    {
        var bodies = new ConcurrentQueue<Received>();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static kestrel => kestrel.Listen(
            IPAddress.Loopback, 0, static listen => listen.Protocols = HttpProtocols.Http2));
        await using var app = builder.Build();
        app.Use(async (context, next) =>
        {
            if (!HttpMethods.IsPost(context.Request.Method))
            {
                await next(context);
                return;
            }

            var body = new byte[(int)context.Request.ContentLength!];
            await context.Request.Body.ReadExactlyAsync(body);
            bodies.Enqueue(new(int.Parse(context.Request.Path.Value.AsSpan(Resource.Length), CultureInfo.InvariantCulture), body));
            context.Response.StatusCode = StatusCodes.Status201Created;
        });
        app.UseRouting(); // Behind what takes pushes, so that routing is not part of their cost.
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
