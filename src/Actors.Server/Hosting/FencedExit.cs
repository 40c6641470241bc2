using Actors.Storage.Databases;

namespace Actors.Server.Hosting;

/// <summary>
/// Ends the process when another one has taken over its place: it can do nothing for anyone any more. What supervises it starts
/// it again.
/// </summary>
internal sealed partial class FencedExit(
    Fence fence, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<FencedExit> logger) : IHostedService
{
    /// <summary>The exit code: EX_TEMPFAIL of <c>sysexits.h</c>, a start some time later may succeed.</summary>
    private const int ExitCode = 75;

    private int _isEnding;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        fence.FencedOff += OnFencedOff;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        fence.FencedOff -= OnFencedOff;
        return Task.CompletedTask;
    }

    private void OnFencedOff(object? sender, EventArgs e)
    {
        if (Interlocked.Exchange(ref _isEnding, 1) == 0)
        {
            LogFencedOff();
            Environment.ExitCode = ExitCode;
            _ = Task.Run(EndAsync);
        }
    }

    /// <summary>Phones are told to connect elsewhere; what still hangs after that is cut off.</summary>
    private async Task EndAsync()
    {
        lifetime.StopApplication();
        await Task.Delay(Limits.FencedStop, time, lifetime.ApplicationStopped)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!lifetime.ApplicationStopped.IsCancellationRequested)
        {
            Environment.Exit(ExitCode);
        }
    }

    [LoggerMessage(LogLevel.Critical,
        "Another process has taken over the database, or the cluster has declared this server dead. It may not write any more "
        + "and stops now. Start it again.")]
    private partial void LogFencedOff();
}
