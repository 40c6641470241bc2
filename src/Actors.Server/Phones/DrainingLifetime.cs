using System.Runtime.InteropServices;

namespace Actors.Server.Phones;

/// <summary>
/// Stops the server at SIGTERM, SIGINT and SIGQUIT. Its phones are told first; in a cluster its calls and its phones move to
/// other servers. A second signal does not wait for that.
/// </summary>
/// <param name="services">Asked when the signal comes: the lifetime is made before everything else.</param>
/// <param name="host">Stops the host.</param>
/// <param name="log">Of the lifetime.</param>
internal sealed partial class DrainingLifetime(
    IServiceProvider services, IHostApplicationLifetime host, ILogger<DrainingLifetime> log) : IHostLifetime, IDisposable
{
    private static readonly PosixSignal[] Stops = [PosixSignal.SIGTERM, PosixSignal.SIGINT, PosixSignal.SIGQUIT];

    private PosixSignalRegistration[] _signals = [];
    private int _isStopping;

    /// <inheritdoc/>
    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        _signals = [.. Stops.Select(signal => PosixSignalRegistration.Create(signal, OnSignal))];
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var signal in _signals)
        {
            signal.Dispose();
        }
    }

    private void OnSignal(PosixSignalContext context)
    {
        context.Cancel = true;
        if (Interlocked.Exchange(ref _isStopping, 1) == 0 && host.ApplicationStarted.IsCancellationRequested)
        {
            _ = Task.Run(DrainAsync);
        }
        else
        {
            host.StopApplication();
        }
    }

    private async Task DrainAsync()
    {
        try
        {
            var phones = services.GetRequiredService<PhoneLinks>();
            await phones.DrainAsync(host.ApplicationStopping);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogFailed(exception);
        }
        finally
        {
            host.StopApplication();
        }
    }

    [LoggerMessage(LogLevel.Warning, "The phones could not be told that the server stops; they connect again by themselves.")]
    private partial void LogFailed(Exception exception);
}
