using Actors.Protocol;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.Options;

namespace Actors.Server.Phones.Wire;

/// <summary>JSON as phones and server speak it.</summary>
internal static class NamedErrorsHosting
{
    /// <summary>Has every hub of the server read and write JSON by <see cref="ProtocolJson"/>, with errors by name.</summary>
    public static void AddNamedErrors(this IServiceCollection services)
    {
        services.Configure<JsonHubProtocolOptions>(json => json.PayloadSerializerOptions = ProtocolJson.CreateOptions());

        // The last protocol of a name is taken.
        services.AddSingleton<IHubProtocol>(provider => new NamedErrorsProtocol(
            new JsonHubProtocol(provider.GetRequiredService<IOptions<JsonHubProtocolOptions>>()),
            provider.GetRequiredService<HubMeter>()));
    }
}
