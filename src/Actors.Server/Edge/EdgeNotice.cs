using System.Net;
using Actors.Server.Hosting;

namespace Actors.Server.Edge;

/// <summary>Says at the start how many connections there may be, and where operators look.</summary>
internal sealed partial class EdgeNotice(
    ConnectionLimits limits, ManagementOptions management, LogBudget log, IConfiguration configuration,
    IHostApplicationLifetime lifetime, ILogger<EdgeNotice> logger) : IHostedService
{
    /// <summary>
    /// The logs of Orleans. When a server that is alone stops, they have a stack for each grain that was at work: there is no
    /// other server to which it could move. What our grains and storage have to say is in logs of their own.
    /// </summary>
    private const string OrleansLogs = "Orleans.";

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (SiloSettings.Read(configuration).Kind == ClusterKind.Single)
        {
            lifetime.ApplicationStopping.Register(() => log.Mute(OrleansLogs));
        }

        LogLimits(limits.Max, limits.MaxPerAddress);
        if (management.IsOn)
        {
            LogManagement(management.Address, management.Port!.Value);
            if (management.ParsedAddress is { } address && !IPAddress.IsLoopback(address))
            {
                LogReachable(management.Address);
            }
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(LogLevel.Information,
        "At most {Max} connections, and {PerAddress} of one address without a sign-in (see Connections in docs/SETTINGS.md).")]
    private partial void LogLimits(int max, int perAddress);

    [LoggerMessage(LogLevel.Information, "Board, status and health for operators: http://{Address}:{Port}/")]
    private partial void LogManagement(string address, int port);

    [LoggerMessage(LogLevel.Warning,
        "Management:Address is {Address}: other machines can read the board. Let a firewall keep strangers away.")]
    private partial void LogReachable(string address);
}

/// <summary>Counts requests whose sign-in was refused, and writes one line a minute at most.</summary>
internal sealed partial class RefusedSignIns(EdgeMeter meter, TimeProvider time, ILogger<RefusedSignIns> logger)
{
    private static readonly TimeSpan ReportEvery = TimeSpan.FromMinutes(1);
    private readonly Lock _gate = new();
    private long _count;
    private long? _reportedAt;

    /// <summary>Records one.</summary>
    public void Record()
    {
        meter.RecordRefusedSignIn();
        long count;
        lock (_gate)
        {
            _count++;
            if (_reportedAt is { } at && time.GetElapsedTime(at) < ReportEvery)
            {
                return;
            }

            (count, _count, _reportedAt) = (_count, 0, time.GetTimestamp());
        }

        LogRefused(count);
    }

    [LoggerMessage(LogLevel.Warning,
        "{Count} sign-ins were refused since the last such line: the token is unknown, revoked or missing.")]
    private partial void LogRefused(long count);
}

/// <summary>Bounds the event streams that stay open, for each address and in all.</summary>
internal sealed class StreamLimit(ConnectionLimits limits, EdgeMeter meter)
{
    /// <summary>The most streams of all addresses.</summary>
    public const int Max = 1_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<IPAddress, int> _byAddress = [];
    private int _all;

    /// <summary>Takes a place; <c>null</c> if there is none. Disposing gives it back.</summary>
    public IDisposable? TryEnter(HttpContext context)
    {
        var address = ConnectionGate.Network(context.Connection.RemoteIpAddress);
        lock (_gate)
        {
            var own = _byAddress.GetValueOrDefault(address);
            if (own >= limits.StreamsPerAddress || _all >= Max)
            {
                meter.RecordRefusedStream();
                return null;
            }

            _byAddress[address] = own + 1;
            _all++;
        }

        return new Place(this, address);
    }

    private void Leave(IPAddress address)
    {
        lock (_gate)
        {
            _all--;
            if (--_byAddress[address] is var left && left == 0)
            {
                _byAddress.Remove(address);
            }
        }
    }

    private sealed class Place(StreamLimit limit, IPAddress address) : IDisposable
    {
        public void Dispose() => limit.Leave(address);
    }
}
