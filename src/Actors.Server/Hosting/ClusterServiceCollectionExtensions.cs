using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Actors.Storage.Databases;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Connections.Security;
using Orleans.Dashboard;
using Orleans.Serialization;
using Orleans.Storage;

namespace Actors.Server.Hosting;

/// <summary>The silo of this process: alone, or one of several on one PostgreSQL database.</summary>
public static class ClusterServiceCollectionExtensions
{
    private const string Postgres = "Npgsql";

    /// <summary>The invariant that Orleans maps to <c>Microsoft.Data.Sqlite</c>.</summary>
    private const string Sqlite = "System.Data.SQLite";

    /// <summary>
    /// Adds Orleans by the section <c>Cluster</c>. Hot grains use the provider <c>actors</c> of this server; every other grain
    /// uses Orleans' own tables in the same database, through connections that carry the token of this process.
    /// </summary>
    /// <exception cref="OptionsValidationException">The settings do not fit.</exception>
    public static void AddCluster(this IHostApplicationBuilder builder)
    {
        var options = SiloSettings.Read(builder.Configuration);
        builder.AddProgrammeClock();
        builder.Services.AddHostedService<FencedExit>();
        builder.UseOrleans(silo =>
        {
            silo.AddReminders();
            silo.Services.Insert(0, ServiceDescriptor.Singleton<IGrainInterfaceTypeProvider, KnownGrainInterfaces>());
            if (TelemetryOptions.Read(builder.Configuration).IsOtlpOn)
            {
                silo.AddActivityPropagation();
            }

            if (HasDashboard(builder.Configuration))
            {
                silo.AddDashboard();
            }

            UseStorage(silo);
            if (options.Kind == ClusterKind.Single || !ProgrammeClockOptions.Read(builder.Configuration).IsReal)
            {
                // The timer of load figures runs by the programme clock, which may be fast, so grains are placed without them.
                silo.Configure<DeploymentLoadPublisherOptions>(load => load.DeploymentLoadPublisherRefreshTime = TimeSpan.Zero);
                silo.Services.AddSingleton<PlacementStrategy, RandomPlacement>();
            }

            if (options.Kind == ClusterKind.Single)
            {
                // The directory itself is in this process; a cache in front of it would cost 230 bytes a grain.
                silo.Configure<GrainDirectoryOptions>(
                    directory => directory.CachingStrategy = GrainDirectoryOptions.CachingStrategyType.None);
                silo.UseLocalhostClustering(
                    FreePort(), gatewayPort: 0, serviceId: options.ServiceId, clusterId: options.ClusterId);
            }
            else
            {
                UseAdoNet(silo, options, builder.Configuration["Storage:ConnectionString"]!);
            }
        });
    }

    /// <summary>The dashboard names grains and shows how busy they are; strangers must not see it.</summary>
    internal static bool HasDashboard(IConfiguration configuration) => configuration.GetValue<bool>("Demo:Enabled");

    private static void UseStorage(ISiloBuilder silo) =>
        silo.AddAdoNetGrainStorageAsDefault(ado => ado.Configure<Database, Serializer>((settings, database, serializer) =>
        {
            settings.Invariant = database.Dialect == DatabaseDialect.Postgres ? Postgres : Sqlite;
            settings.DataSource = database.CreateFencedDataSource();
            settings.GrainStorageSerializer = new OrleansGrainStorageSerializer(serializer);
        }));

    private static void UseAdoNet(ISiloBuilder silo, SiloSettings options, string connectionString)
    {
        silo.Configure<ClusterOptions>(
            cluster => (cluster.ClusterId, cluster.ServiceId) = (options.ClusterId, options.ServiceId));
        silo.ConfigureEndpoints(
            options.ParsedAddress!, options.SiloPort == 0 ? FreePort() : options.SiloPort, options.GatewayPort,
            listenOnAnyHostAddress: options.ListenOnAllAddresses);
        silo.UseAdoNetClustering(clustering =>
        {
            clustering.Invariant = Postgres;
            clustering.ConnectionString = connectionString;
        });

        // A silo that does not answer for three probes is declared dead by the first one that notices. Phones of a hanging one
        // move on within their own time-out, so that all are served again within 15 seconds.
        silo.Configure<ClusterMembershipOptions>(membership =>
        {
            membership.ProbeTimeout = TimeSpan.FromSeconds(2);
            membership.MaxProbeTimeout = TimeSpan.FromSeconds(3);
            membership.NumMissedProbesLimit = 3;
            membership.NumVotesForDeathDeclaration = 1;
            membership.TableRefreshTimeout = TimeSpan.FromSeconds(5);
            membership.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(5);
        });
        silo.Configure<SiloMessagingOptions>(messaging => messaging.ResponseTimeout = Limits.ClusterResponseTimeout);
        if (options.CertificateFile.Length > 0)
        {
            SiloTls.Use(silo, options);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

/// <summary>TLS between servers.</summary>
internal static class SiloTls
{
    /// <summary>All servers of a cluster have the same certificate, and accept no other.</summary>
    public static void Use(ISiloBuilder silo, SiloSettings options)
    {
        var certificate = X509CertificateLoader.LoadPkcs12FromFile(options.CertificateFile, options.CertificatePassword);
        silo.UseTls(certificate, tls =>
        {
            tls.RemoteCertificateMode = RemoteCertificateMode.RequireCertificate;
            tls.ClientCertificateMode = RemoteCertificateMode.RequireCertificate;
            tls.RemoteCertificateValidation = (remote, _, _) => remote is not null && remote.RawDataMemory.Span.SequenceEqual(
                certificate.RawDataMemory.Span);
            tls.OnAuthenticateAsClient = (_, client) => client.TargetHost = certificate.GetNameInfo(X509NameType.DnsName, false);
        });
    }
}
