using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using System.Net;
using Actors.WebRtc.Vp8;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Actors.WebRtc.Sessions;

/// <summary>Where and how calls are answered: the section <c>Media</c>.</summary>
public sealed class CallEndpointOptions
{
    /// <summary>The name of the section.</summary>
    public const string Section = "Media";

    /// <summary>The addresses to listen on, IPv4, IPv6 or both. Default 127.0.0.1.</summary>
    public IList<string> Listen { get; } = [];

    /// <summary>
    /// The addresses that phones are told, the best first, if they differ from those listened on: behind a router, or
    /// when listening on all addresses. The port is the same.
    /// </summary>
    public IList<string> Announce { get; } = [];

    /// <summary>The UDP port. Default 0: the system chooses one.</summary>
    public int Port { get; set; }

    /// <summary>
    /// The endpoint takes the first free port from <see cref="Port"/> to this one. Default 0: only <see cref="Port"/>.
    /// </summary>
    public int LastPort { get; set; }

    /// <summary>Receiving threads for each address. More than one needs Linux. Default 1.</summary>
    public int ReceiveThreads { get; set; } = 1;

    /// <summary>The largest number of simultaneous calls. Default 500.</summary>
    public int MaxCalls { get; set; } = 500;

    /// <summary>
    /// The largest number of pixels of a frame, in either orientation. Larger frames are dropped without telling the
    /// phone. Default 1920 × 1088. Besides, sides must be 64 to 4096 pixels, and none four times as long as the other.
    /// </summary>
    public int MaxPixels { get; set; } = Vp8Decoder.DefaultMaxPixels;

    /// <summary>The bitrate that phones are asked not to exceed. Default 600,000.</summary>
    public int MaxBitsPerSecond { get; set; } = 600_000;

    /// <summary>
    /// The average bitrate beyond which a call ends. Far above <see cref="MaxBitsPerSecond"/>, because phones may not
    /// follow that at once. Default 10,000,000.
    /// </summary>
    public int FloodBitsPerSecond { get; set; } = 10_000_000;

    /// <summary>
    /// The interval between two requests for a key frame. Frames that come sooner than half of it are dropped. Default
    /// 500 ms.
    /// </summary>
    public TimeSpan KeyFrameInterval { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long a phone may take to connect. Default 15 s.</summary>
    public TimeSpan SetupTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a call may go without video. Default 10 s.</summary>
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// The longest duration of a call, from its answer. Default 15 min: six people one after another, and a wait for
    /// staff.
    /// </summary>
    public TimeSpan TotalTimeout { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>
    /// Whether the endpoint checks candidates of phones on this machine first, which Firefox waits for. Other phones
    /// always check first. Default true.
    /// </summary>
    public bool ProbesCandidates { get; set; } = true;

    internal ImmutableArray<IPAddress> ListenAddresses =>
        Listen.Count == 0 ? [IPAddress.Loopback] : [.. Listen.Select(IPAddress.Parse)];

    internal ImmutableArray<IPAddress> AnnouncedAddresses => [.. Announce.Select(IPAddress.Parse)];

    /// <summary>Checks the options and the relations between them.</summary>
    public sealed class Validator : IValidateOptions<CallEndpointOptions>
    {
        private const int FloodFactor = 4;

        /// <inheritdoc/>
        public ValidateOptionsResult Validate(string? name, CallEndpointOptions options)
        {
            List<string> problems =
                [.. MediaAddresses.FindProblems(options), .. NumberProblems(options), .. TimeProblems(options)];
            return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
        }

        private static IEnumerable<string> NumberProblems(CallEndpointOptions options)
        {
            if (options.Port is < 0 or > ushort.MaxValue)
            {
                yield return $"{Section}:Port must be 0 to {ushort.MaxValue}, not {options.Port}.";
            }

            if (options.LastPort != 0
                && (options.Port == 0 || options.LastPort < options.Port || options.LastPort > ushort.MaxValue))
            {
                yield return $"{Section}:LastPort must be 0 or between {Section}:Port and {ushort.MaxValue}.";
            }

            if (options.ReceiveThreads is < 1 or > SessionLimits.ReceiveThreads)
            {
                yield return
                    $"{Section}:ReceiveThreads must be 1 to {SessionLimits.ReceiveThreads}, not {options.ReceiveThreads}.";
            }
            else if (options.ReceiveThreads > 1 && !OperatingSystem.IsLinux())
            {
                yield return $"{Section}:ReceiveThreads above 1 needs Linux.";
            }

            if (options.MaxCalls is < 1 or > SessionLimits.Calls)
            {
                yield return $"{Section}:MaxCalls must be 1 to {SessionLimits.Calls}, not {options.MaxCalls}.";
            }

            if (options.MaxPixels is < 1 or > SessionLimits.Pixels)
            {
                yield return $"{Section}:MaxPixels must be 1 to {SessionLimits.Pixels}, not {options.MaxPixels}.";
            }

            if (options.MaxBitsPerSecond < 1)
            {
                yield return $"{Section}:MaxBitsPerSecond must be positive, not {options.MaxBitsPerSecond}.";
            }
            else if (options.FloodBitsPerSecond / FloodFactor < options.MaxBitsPerSecond)
            {
                yield return $"{Section}:FloodBitsPerSecond must be at least {FloodFactor} times {Section}:MaxBitsPerSecond, "
                    + $"not {options.FloodBitsPerSecond}.";
            }
        }

        private static IEnumerable<string> TimeProblems(CallEndpointOptions options)
        {
            if (options.KeyFrameInterval < TimeSpan.FromMilliseconds(SessionLimits.TickMs)
                || options.KeyFrameInterval >= options.IdleTimeout)
            {
                yield return $"{Section}:KeyFrameInterval must be {SessionLimits.TickMs} ms to less than {Section}:IdleTimeout.";
            }

            if (options.SetupTimeout <= TimeSpan.Zero || options.SetupTimeout >= options.TotalTimeout)
            {
                yield return $"{Section}:SetupTimeout must be positive and shorter than {Section}:TotalTimeout.";
            }

            if (options.IdleTimeout >= options.TotalTimeout)
            {
                yield return $"{Section}:IdleTimeout must be shorter than {Section}:TotalTimeout.";
            }
        }
    }
}

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
