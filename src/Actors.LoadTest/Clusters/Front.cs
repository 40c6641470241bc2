using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.LoadBalancing;
using Yarp.ReverseProxy.Transforms;

namespace Actors.LoadTest.Clusters;

/// <summary>
/// One address for several servers. It passes requests, event streams and WebSockets in turn to the servers that are ready.
/// A request that does not reach its server goes to another one.
/// </summary>
internal sealed class Front : IAsyncDisposable
{
    private static readonly TimeSpan StopLimit = TimeSpan.FromMilliseconds(500);
    private readonly WebApplication _app;

    private Front(WebApplication app) => _app = app;

    /// <summary>The address on which it listens.</summary>
    public Uri Address => new(_app.Urls.First());

    /// <summary>Starts it. The servers need not run yet.</summary>
    /// <param name="address">The address to listen on; port 0 for a free one.</param>
    /// <param name="servers">The addresses of the servers.</param>
    /// <param name="wall">The wall clock.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="IOException">It cannot listen on the address.</exception>
    public static async Task<Front> StartAsync(
        Uri address, IEnumerable<Uri> servers, TimeProvider wall, CancellationToken cancellationToken)
    {
        var app = Build(address, servers, wall);
        app.MapReverseProxy(proxy =>
        {
            proxy.Use(TryOthersAsync);
            proxy.UseLoadBalancing();
        });
        try
        {
            await app.StartAsync(cancellationToken);
            return new(app);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops listening and cuts what is still open.</summary>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
    }

    private static WebApplication Build(Uri address, IEnumerable<Uri> servers, TimeProvider wall)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls(address.ToString());
        builder.Services.AddSingleton(wall);
        builder.Services.AddRouting();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = StopLimit);
        builder.Services.AddReverseProxy()
            .LoadFromMemory([FrontRoutes.Everything], [FrontRoutes.To(servers)])
            .AddTransforms(transforms => transforms.AddOriginalHost());
        return builder.Build();
    }

    /// <summary>Until the next health check notices that a server is gone, requests for it go to another one.</summary>
    private static async Task TryOthersAsync(HttpContext context, Func<Task> next)
    {
        var request = context.GetReverseProxyFeature();
        var left = request.AvailableDestinations.ToList();
        request.AvailableDestinations = left;
        await next();
        while (IsUnreached(context) && left.Remove(request.ProxiedDestination!) && left.Count > 0)
        {
            context.Features.Set<IForwarderErrorFeature>(null);
            context.Response.Clear();
            request.AvailableDestinations = left;
            await next();
        }
    }

    /// <summary>Whether there was no connection to the server, so that no part of the request was sent.</summary>
    private static bool IsUnreached(HttpContext context) =>
        !context.Response.HasStarted
        && context.GetForwarderErrorFeature()?.Exception is HttpRequestException
        {
            HttpRequestError: HttpRequestError.ConnectionError
        };
}

/// <summary>Settings of the reverse proxy: everything goes in turn to the servers that are ready, without time-outs.</summary>
internal static class FrontRoutes
{
    private const string Servers = "servers";
    private const int FailedChecks = 1;
    private static readonly TimeSpan CheckInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan CheckTimeout = TimeSpan.FromSeconds(2);

    /// <summary>The one route.</summary>
    public static RouteConfig Everything { get; } = new()
    {
        RouteId = "everything",
        ClusterId = Servers,
        Match = new() { Path = "{**path}" },
    };

    /// <summary>The servers, with a health check every second. A server that fails one gets no requests.</summary>
    public static ClusterConfig To(IEnumerable<Uri> servers) => new()
    {
        ClusterId = Servers,
        LoadBalancingPolicy = LoadBalancingPolicies.RoundRobin,
        Destinations = servers.ToDictionary(
            server => server.Authority, server => new DestinationConfig { Address = server.ToString() }),
        HttpRequest = new() { ActivityTimeout = Timeout.InfiniteTimeSpan },
        HealthCheck = new()
        {
            Active = new()
            {
                Enabled = true,
                Path = "/readyz",
                Interval = CheckInterval,
                Timeout = CheckTimeout,
                Policy = HealthCheckConstants.ActivePolicy.ConsecutiveFailures,
            },
        },
        Metadata = new Dictionary<string, string>
        {
            [ConsecutiveFailuresHealthPolicyOptions.ThresholdMetadataName] = FailedChecks.ToString(CultureInfo.InvariantCulture),
        },
    };
}
