using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Actors.WebRtc.Sessions;

/// <summary>Opens the port of calls before the host says that it is started.</summary>
internal sealed class CallEndpointStart(IServiceProvider services) : IHostedService
{
    /// <exception cref="InvalidOperationException">Native libraries are missing.</exception>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        services.GetRequiredService<CallEndpoint>();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
