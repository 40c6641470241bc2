using Actors.Protocol;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;

namespace Actors.Server.Phones.Wire;

/// <summary>Errors that reach the phone with a name.</summary>
internal static class NamedError
{
    /// <summary>The exception of an error. SignalR passes on the text of a <see cref="HubException"/> only.</summary>
    public static HubException Exception(ProtocolError error) => new(error.ToString());

    /// <inheritdoc cref="Exception(ProtocolError)"/>
    public static HubException Exception(string code, string message, string? field = null) =>
        Exception(new ProtocolError(code, field, message));
}

/// <summary>Registers the JSON protocol of phones.</summary>
internal static class NamedErrorsServiceCollectionExtensions
{
    /// <summary>Makes every hub use the JSON of <see cref="ProtocolJson"/>, with named errors.</summary>
    public static void AddNamedErrors(this IServiceCollection services)
    {
        services.Configure<JsonHubProtocolOptions>(json => json.PayloadSerializerOptions = ProtocolJson.CreateOptions());

        // SignalR takes the last protocol of a name.
        services.AddSingleton<IHubProtocol>(provider => new NamedErrorsProtocol(
            new JsonHubProtocol(provider.GetRequiredService<IOptions<JsonHubProtocolOptions>>()),
            provider.GetRequiredService<HubMeter>()));
    }
}
