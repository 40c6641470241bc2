using System.Diagnostics;

namespace Actors.Server.Demo.Development;

/// <summary>
/// Stops the server when the process that started it has ended, so that a crashed load test leaves nothing behind.
/// </summary>
internal sealed class ParentWatch(int parentId, IHostApplicationLifetime lifetime) : BackgroundService
{
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
            // It had ended already.
        }

        lifetime.StopApplication();
    }
}

/// <summary>Registers <see cref="ParentWatch"/>.</summary>
internal static class ParentWatchServiceCollectionExtensions
{
    private const string Setting = "Development:ParentProcess";

    /// <summary>Watches the process whose id is the setting <c>Development:ParentProcess</c>, if there is one.</summary>
    public static void AddParentWatch(this IServiceCollection services, IConfiguration configuration)
    {
        if (configuration.GetValue<int?>(Setting) is { } parentId)
        {
            services.AddHostedService(
                provider => new ParentWatch(parentId, provider.GetRequiredService<IHostApplicationLifetime>()));
        }
    }
}
