using Actors.Storage.Databases;

namespace Actors.Server.Hosting;

/// <summary>
/// Ends the process when it may never write again: it can do nothing for anyone any more. When another one has taken its
/// place, what supervises it starts it again. When the files of the database were lost, an operator must put them back
/// first.
/// </summary>
internal sealed partial class FencedExit(
    Fence fence, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<FencedExit> logger) : IHostedService
{
    /// <summary>The exit code: EX_TEMPFAIL of <c>sysexits.h</c>, a start some time later may succeed.</summary>
    private const int ExitCode = 75;

    /// <summary>The exit code after a loss of the files: EX_IOERR. A start by itself cannot succeed.</summary>
    private const int LossExitCode = 74;

    private int _isEnding;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        fence.FencedOff += OnFencedOff;
        lifetime.ApplicationStopped.Register(TellLoss);
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
            if (fence.Loss is { } loss)
            {
                LogLost(loss);
            }
            else
            {
                LogFencedOff();
            }

            Environment.ExitCode = fence.Loss is null ? ExitCode : LossExitCode;
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
            TellLoss();
            Environment.Exit(Environment.ExitCode);
        }
    }

    /// <summary>Says it once more at the very end, after all that the log tells of writes that failed.</summary>
    private void TellLoss()
    {
        if (fence.Loss is { } loss)
        {
            Console.Error.WriteLine($"The server ended because its database was lost: {loss} See docs/runbooks/restore.md.");
        }
    }

    [LoggerMessage(LogLevel.Critical,
        "Another process has taken over the database, or the cluster has declared this server dead. It may not write any more "
        + "and stops now. Start it again.")]
    private partial void LogFencedOff();

    [LoggerMessage(LogLevel.Critical,
        "The database was lost: {Loss} This server acknowledges nothing any more and stops now. Put the files back as they "
        + "were, or restore the newest backup, and run verify before you start it again: docs/runbooks/restore.md.")]
    private partial void LogLost(string loss);
}
