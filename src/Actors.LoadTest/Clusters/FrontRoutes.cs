using System.Globalization;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.LoadBalancing;

namespace Actors.LoadTest.Clusters;

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
