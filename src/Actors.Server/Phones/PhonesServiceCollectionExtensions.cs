using Actors.Notifications.Texts;
using Actors.Protocol;
using Actors.Server.Edge;
using Actors.Server.Phones.SignIn;
using Actors.Server.Phones.Timelines;
using Actors.Server.Phones.Wire;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;

namespace Actors.Server.Phones;

/// <summary>Registers the hub of phones.</summary>
public static class PhonesServiceCollectionExtensions
{
    /// <summary>Bytes around a message, so that the named error comes before SignalR's own.</summary>
    private const int Margin = 1_024;

    /// <summary>A connection that does not begin is not counted for its person yet.</summary>
    private static readonly TimeSpan Handshake = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Adds the hub, with options from the section <c>EntrantHub</c>, sign-in of phones, texts and timelines.
    /// </summary>
    public static IServiceCollection AddPhones(this IServiceCollection services)
    {
        services.AddPhoneSignIn();
        services.AddTexts();
        services.AddOptions<EntrantHubOptions>().BindConfiguration(EntrantHubOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<EntrantHubOptions>, EntrantHubOptions.Validator>();
        services.AddSingleton<HubMeter>();
        services.AddSingleton<ITimeline, LedgerTimeline>();
        services.AddSingleton<TimelineTranslation>();
        services.AddSingleton<PhoneLinks>();
        services.AddHostedService(static provider => provider.GetRequiredService<PhoneLinks>());
        services.AddSingleton<IHostLifetime, DrainingLifetime>();
        services.AddSingleton<PhoneLinkFactory>();
        services.AddSingleton<PhoneCalls>();
        services.AddSingleton<PhonePush>();
        services.AddSingleton<PhoneInspection>();
        services.AddSingleton<PhoneCentres>();
        services.AddSingleton<OwnCopyEndpoints>();
        services.AddSingleton<EntrantHubFilter>();
        services.AddSignalR()
            .AddHubOptions<EntrantHub>(hub =>
            {
                hub.MaximumReceiveMessageSize = Limits.HardMessageBytes + Margin;
                hub.AddFilter<EntrantHubFilter>();
            });
        services.AddOptions<HubOptions<EntrantHub>>().Configure<IOptions<EntrantHubOptions>>((hub, options) =>
        {
            hub.HandshakeTimeout = Handshake;
            hub.KeepAliveInterval = options.Value.KeepAliveInterval;
            hub.ClientTimeoutInterval = options.Value.ClientTimeout;
        });
        services.AddNamedErrors();
        return services;
    }
}

/// <summary>Maps the hub of phones.</summary>
public static class PhonesEndpoints
{
    /// <summary>Maps <see cref="IEntrantHub.Path"/>, by WebSockets only, and revocations of tokens for operators.</summary>
    public static void MapPhones(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapHub<EntrantHub>(
            IEntrantHub.Path, connection => connection.Transports = HttpTransportType.WebSockets).ForPhones();
        endpoints.MapRevocations();
        OwnCopyEndpoints.Map(endpoints);
    }
}
