using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace Actors.Server.Edge;

/// <summary>Registers what stands between the server and strangers.</summary>
public static class EdgeServiceCollectionExtensions
{
    /// <summary>The largest body of a request, in bytes. Requests of people who try the server are far smaller.</summary>
    private const long MaxBody = 65_536;

    /// <summary>Connections that wait to be accepted while a flood is sorted.</summary>
    private const int Backlog = 4_096;

    private static readonly string[] TalkativeBySignIn =
    [
        "Actors.Server.Phones.SignIn.PhoneTokenHandler", "Actors.Server.Staff.SignIn.StaffSessionHandler",
        "Microsoft.AspNetCore.Authorization", "Microsoft.AspNetCore.Authentication",
        "Microsoft.AspNetCore.Identity", "Microsoft.AspNetCore.DataProtection",
    ];

    /// <summary>
    /// Adds the limits of connections by the section <c>Connections</c>, the management port by <c>Management</c>, security
    /// headers, answers for failed requests, and a log that cannot be flooded.
    /// </summary>
    public static void AddEdge(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        var limits = ConnectionLimits.Read(builder.Configuration);
        var management = ManagementOptions.Read(builder.Configuration);
        management.Listen(builder.Configuration);
        services.AddSingleton(limits);
        services.AddSingleton(management);
        services.AddSingleton<EdgeMeter>();
        services.AddSingleton<ConnectionGate>();
        services.AddSingleton<StreamLimit>();
        services.AddSingleton<RefusedSignIns>();
        services.AddSingleton<IConnectionListenerFactory, GatedListenerFactory>();
        services.AddHostedService<EdgeNotice>();
        services.AddSecurityHeaders();
        EndpointAccessHandler.Add(services);
        services.AddExceptionHandler<FaultAnswers>();
        services.Configure<KestrelServerOptions>(kestrel => Bound(kestrel, limits));
        services.Configure<SocketTransportOptions>(sockets => sockets.Backlog = Backlog);
        services.Configure<ForwardedHeadersOptions>(forwarded => Trust(forwarded, limits));
        services.PostConfigure<LoggerFilterOptions>(filters =>
        {
            foreach (var category in TalkativeBySignIn)
            {
                filters.Rules.Add(new(null, category, LogLevel.Warning, null)); // Strangers would write the log.
            }

            // It warns of each form of a stranger, which is refused.
            filters.Rules.Add(new(null, "Microsoft.AspNetCore.Antiforgery", LogLevel.Error, null));
        });
        BudgetedConsole.Use(services);
    }

    /// <summary>The number of connections is bounded before Kestrel sees them (<see cref="GatedListener"/>).</summary>
    private static void Bound(KestrelServerOptions kestrel, ConnectionLimits limits)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxConcurrentUpgradedConnections = limits.Max;
        kestrel.Limits.KeepAliveTimeout = limits.IdleTimeout;
        kestrel.Limits.RequestHeadersTimeout = limits.HeadersTimeout;
        kestrel.Limits.MaxRequestBodySize = MaxBody;
    }

    private static void Trust(ForwardedHeadersOptions forwarded, ConnectionLimits limits)
    {
        forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
        forwarded.ForwardLimit = null; // Each proxy of a chain is trusted or not by its own address.
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (var proxy in limits.Proxies)
        {
            forwarded.KnownIPNetworks.Add(proxy);
        }
    }
}

/// <summary>Uses what <see cref="EdgeServiceCollectionExtensions"/> adds.</summary>
public static class EdgeApplicationBuilderExtensions
{
    /// <summary>
    /// Adds the first steps of every request: whom it comes from, headers of the answer, answers for failures, routing, rate
    /// limits, sign-in, who may use the endpoint, and forms of strangers.
    /// </summary>
    public static void UseEdge(this WebApplication app)
    {
        if (app.Services.GetRequiredService<ConnectionLimits>().Proxies.Count > 0)
        {
            app.UseForwardedHeaders();
        }

        app.UseSecurityHeaders();
        app.Use(WatchAsync);
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseRouting();
        app.Use(HideAsync);
        app.UseAuthentication();
        app.UseAuthorization();
        app.Use(FormGuard.CheckAsync);
    }

    /// <summary>Keeps the rank of the connection true, and counts refused sign-ins.</summary>
    private static async Task WatchAsync(HttpContext context, RequestDelegate next)
    {
        var connection = context.Features.Get<AdmittedConnection>();
        connection?.Begin();
        try
        {
            await next(context);
        }
        finally
        {
            connection?.End(AdmittedConnection.IsSignedIn(context));
            if (context.Response.StatusCode == StatusCodes.Status401Unauthorized)
            {
                context.RequestServices.GetRequiredService<RefusedSignIns>().Record();
            }
        }
    }

    /// <summary>
    /// What is for operators alone is not there for others, and nothing that is for them is there for a page of a stranger
    /// whose name was pointed at this machine.
    /// </summary>
    private static Task HideAsync(HttpContext context, RequestDelegate next)
    {
        if (EndpointAccess.Of(context.GetEndpoint()) is { IsForOperators: true } access)
        {
            var management = context.RequestServices.GetRequiredService<ManagementOptions>();
            var configuration = context.RequestServices.GetRequiredService<IConfiguration>();
            if (!Audience.IsOperator(context, management, configuration)
                && (access.Permission is null || management.IsAt(context.Connection)))
            {
                context.SetEndpoint(null);
            }
        }

        return next(context);
    }
}
