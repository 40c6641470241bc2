using System.Net;

namespace Orleans.Hosting;

/// <summary>Joins servers to a cluster.</summary>
public static class CoreHostingExtensions
{
    /// <summary>A cluster of this process alone, which the embedded engine always is.</summary>
    public static ISiloBuilder UseLocalhostClustering(
        this ISiloBuilder builder,
        int siloPort = 11111,
        int gatewayPort = 30000,
        IPEndPoint? primarySiloEndpoint = null,
        string serviceId = "dev",
        string clusterId = "dev") => builder;
}
