using Actors.Notifications.Texts;
using Actors.Protocol;
using Actors.Server.Phones.SignIn;
using Actors.Server.Phones.Wire;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;

namespace Actors.Server.Phones;

/// <summary>The hub of phones.</summary>
public static class EntrantHubHosting
{
    /// <summary>Room for what stands around a message, so that the named error comes before SignalR's own.</summary>
    private const int Margin = 1_024;

    /// <summary>Adds the hub with options from the section <c>EntrantHub</c>, sign-in of phones and texts.</summary>
    public static void AddEntrantHub(this IServiceCollection services)
    {
        services.AddPhoneSignIn();
        services.AddTexts();
        services.AddOptions<EntrantHubOptions>().BindConfiguration(EntrantHubOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<EntrantHubOptions>, EntrantHubOptions.Validator>();
        services.AddSingleton<HubMeter>();
        services.AddSingleton<HomeTranslation>();
        services.AddSingleton<TimelineTranslation>();
        services.AddSingleton<PhoneLinkServices>();
        services.AddSingleton<CallTranslation>();
        services.AddSingleton<PhoneCalls>();
        services.AddSingleton<EntrantHubFilter>();
        services.AddSingleton<PhoneLinkLog>();
        services.AddSignalR()
            .AddHubOptions<EntrantHub>(hub =>
            {
                hub.MaximumReceiveMessageSize = Limits.HardMessageBytes + Margin;
                hub.AddFilter<EntrantHubFilter>();
            });
        services.AddOptions<HubOptions<EntrantHub>>().Configure<IOptions<EntrantHubOptions>>((hub, options) =>
        {
            hub.KeepAliveInterval = options.Value.KeepAliveInterval;
            hub.ClientTimeoutInterval = options.Value.ClientTimeout;
        });
        services.AddNamedErrors();
    }

    /// <summary><see cref="EntrantHubNames.Path"/>: the hub, by WebSockets only.</summary>
    public static void MapEntrantHub(this IEndpointRouteBuilder endpoints) => endpoints.MapHub<EntrantHub>(
        EntrantHubNames.Path, connection => connection.Transports = HttpTransportType.WebSockets);
}
