using Actors.Vision.Detectors;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Actors.Vision.Hosting;

/// <summary>Keeps the server from starting without its face model, and makes the detectors before the first call.</summary>
internal sealed class ModelCheck(IServiceProvider services) : IHostedService
{
    /// <exception cref="ModelRefusedException">The model cannot be used.</exception>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        services.GetRequiredService<FaceDetectorPool>();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
