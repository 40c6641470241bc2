using System.Diagnostics;
using Actors.Server.Hosting;

namespace Actors.Server.Demo.Development;

/// <summary>
/// Ends the server when the process that started it is gone, however that ended: a load test that crashes leaves nothing
/// behind.
/// </summary>
internal sealed class ParentWatch(int parentId, IHostApplicationLifetime lifetime) : BackgroundService
{
    private const string Setting = "Development:ParentProcess";

    /// <summary>Watches the process that the setting names, where there is one and development is enabled.</summary>
    public static void AddTo(IHostApplicationBuilder builder)
    {
        if (Installation.IsForTrials(builder.Configuration)
            && builder.Configuration.GetValue<int?>(Setting) is { } parentId)
        {
            builder.Services.AddHostedService(
                services => new ParentWatch(parentId, services.GetRequiredService<IHostApplicationLifetime>()));
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            using var parent = Process.GetProcessById(parentId);
            await parent.WaitForExitAsync(stoppingToken);
        }
        catch (ArgumentException)
        {
            // It was gone before anybody looked.
        }

        lifetime.StopApplication();
    }
}
