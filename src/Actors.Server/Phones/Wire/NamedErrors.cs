using Actors.Protocol;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;

namespace Actors.Server.Phones.Wire;

/// <summary>Errors that reach the peer by name.</summary>
internal static class NamedError
{
    /// <summary>An exception whose text SignalR passes on: of this very type only, with its name before.</summary>
    public static HubException Exception(ProtocolError error) => new(error.ToString());

    /// <inheritdoc cref="Exception(ProtocolError)"/>
    public static HubException Exception(string code, string message, string? field = null) =>
        Exception(new ProtocolError(code, field, message));
}

/// <summary>JSON as phones and server speak it.</summary>
internal static class NamedErrorsServiceCollectionExtensions
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
