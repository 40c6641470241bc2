using System.Globalization;
using Actors.Client.Simulated;
using Actors.LoadTest.Runs;
using Actors.LoadTest.Servers;

namespace Actors.LoadTest.Clusters;

/// <summary>
/// Keeps the servers of a cluster running: a server that ends is started again after a pause, at the programme time that the
/// others show.
/// </summary>
internal sealed class Supervisor : IDisposable
{
    private const int FirstSignal = 128;
    private const int SigAbrt = 6;
    private const int SigKill = 9;
    private const int SigTerm = 15;
    private static readonly TimeSpan ClockRetry = TimeSpan.FromMilliseconds(500);

    private readonly ServerGroup _servers;
    private readonly double _speed;
    private readonly TimeSpan _pause;
    private readonly TimeProvider _wallTime;
    private readonly Action<string> _say;
    private readonly FollowedClock _clock;
    private readonly ClockDriver _driver;
    private readonly SemaphoreSlim _setting = new(1, 1);

    /// <summary>Creates a supervisor of servers that do not run yet.</summary>
    /// <param name="servers">The servers; all of them are children.</param>
    /// <param name="speed">Programme seconds per real second.</param>
    /// <param name="pause">How long a server that ended stays away.</param>
    /// <param name="wall">The wall clock.</param>
    /// <param name="say">Takes one line for each server that ended or runs again.</param>
    public Supervisor(ServerGroup servers, double speed, TimeSpan pause, TimeProvider wall, Action<string> say)
    {
        (_servers, _speed, _pause, _wallTime, _say) = (servers, speed, pause, wall, say);
        _clock = new(wall);
        _driver = new(() => servers.Running, _clock, wall);
    }

    /// <summary>Starts all servers and waits until they are ready.</summary>
    /// <param name="start">The programme time at the start.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="ServerFailedException">A server did not become ready.</exception>
    public async Task StartAsync(DateTimeOffset start, CancellationToken cancellationToken)
    {
        await _servers.StartAsync(new(start, _speed), cancellationToken);
        await SetClocksAsync(cancellationToken);
    }

    /// <summary>Starts servers again whenever they end, until it is cancelled.</summary>
    public Task KeepAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(_servers.Children.Select(server => KeepAsync(server, cancellationToken)));

    /// <inheritdoc/>
    public void Dispose() => _setting.Dispose();

    private async Task KeepAsync(ChildServer server, CancellationToken cancellationToken)
    {
        while (true)
        {
            var process = server.ProcessId;
            var code = await server.WaitForEndAsync(cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            Say($"{server.Name} (process {process}) ended {Cause(code)}. It starts again in {_pause.TotalSeconds} s.");
            do
            {
                await Task.Delay(_pause, _wallTime, cancellationToken);
            }
            while (!await TryStartAsync(server, cancellationToken));
            await SetClocksAsync(cancellationToken);
            Say($"{server.Name} runs again as process {server.ProcessId}.");
        }
    }

    private async Task<bool> TryStartAsync(ChildServer server, CancellationToken cancellationToken)
    {
        try
        {
            await server.StartAsync(new(_clock.Now, _speed), cancellationToken);
            return true;
        }
        catch (ServerFailedException exception)
        {
            _say(exception.Message);
            return false;
        }
    }

    /// <summary>
    /// Sets the clocks of all servers. When one of them dies meanwhile, the others may be left standing still, so this repeats
    /// until all that live have answered.
    /// </summary>
    private async Task SetClocksAsync(CancellationToken cancellationToken)
    {
        await _setting.WaitAsync(cancellationToken);
        try
        {
            while (!await TrySetClocksAsync(cancellationToken))
            {
                await Task.Delay(ClockRetry, _wallTime, cancellationToken);
            }
        }
        finally
        {
            _setting.Release();
        }
    }

    private async Task<bool> TrySetClocksAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _driver.SetSpeedAsync(_speed, cancellationToken);
            return true;
        }
        catch (Exception exception) when (exception is HttpRequestException or ServerFailedException
            || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return false;
        }
    }

    private static string Cause(int code) => code switch
    {
        0 => "in good order",
        ChildServer.FencedExit => "because the cluster had declared it dead",
        FirstSignal + SigAbrt => "by SIGABRT",
        FirstSignal + SigKill => "by SIGKILL",
        FirstSignal + SigTerm => "by SIGTERM",
        _ => string.Create(CultureInfo.InvariantCulture, $"with exit code {code}"),
    };

    private void Say(FormattableString line) => _say(line.ToString(CultureInfo.InvariantCulture));
}
