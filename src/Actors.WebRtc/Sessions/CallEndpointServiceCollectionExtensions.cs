using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Actors.WebRtc.Sessions;

/// <summary>Adds the endpoint of calls.</summary>
public static class CallEndpointServiceCollectionExtensions
{
    /// <summary>
    /// Adds an <see cref="ICallEndpoint"/>, with options from the section <c>Media</c>. A host that lacks native libraries, or
    /// cannot have the port, does not start.
    /// </summary>
    public static IServiceCollection AddCallEndpoint(this IServiceCollection services)
    {
        services.AddOptions<CallEndpointOptions>().BindConfiguration(CallEndpointOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<CallEndpointOptions>, CallEndpointOptions.Validator>();
        services.AddSingleton(provider => new CallEndpoint(
            provider.GetRequiredService<IOptions<CallEndpointOptions>>().Value,
            provider.GetService<TimeProvider>() ?? TimeProvider.System,
            provider.GetRequiredService<ILogger<CallEndpoint>>(),
            provider.GetService<IMeterFactory>()));
        services.AddSingleton<ICallEndpoint>(provider => provider.GetRequiredService<CallEndpoint>());
        services.AddHostedService<CallEndpointStart>();
        return services;
    }
}
