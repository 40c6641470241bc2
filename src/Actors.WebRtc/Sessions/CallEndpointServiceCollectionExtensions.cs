using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using System.Diagnostics.Metrics;

namespace Actors.WebRtc.Sessions;

/// <summary>Registers the endpoint of calls.</summary>
public static class CallEndpointServiceCollectionExtensions
{
    /// <summary>
    /// Adds an <see cref="ICallEndpoint"/> with options from the section <c>Media</c>. The host does not start if a
    /// native library is missing or the port is not available.
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
        services.AddHostedService<Start>();
        return services;
    }

    /// <summary>Opens the port before the host reports that it has started.</summary>
    private sealed class Start(IServiceProvider services) : IHostedService
    {
        /// <exception cref="InvalidOperationException">Native libraries are missing.</exception>
        public Task StartAsync(CancellationToken cancellationToken)
        {
            services.GetRequiredService<CallEndpoint>();
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
