using System.Collections.Immutable;
using System.Net;
using Actors.WebRtc.Srtp;
using Actors.WebRtc.Vp8;
using Microsoft.Extensions.Options;

namespace Actors.WebRtc.Sessions;

/// <summary>Where and how calls are answered: the section <c>Media</c>.</summary>
public sealed class CallEndpointOptions
{
    /// <summary>The section of the settings.</summary>
    public const string Section = "Media";

    /// <summary>The addresses to listen on, IPv4, IPv6 or both. None, the default: 127.0.0.1.</summary>
    public IList<string> Listen { get; } = [];

    /// <summary>
    /// The addresses under which phones reach us, the best first, where they are others than those listened on: behind a
    /// router, or when listening on all. The port is the same.
    /// </summary>
    public IList<string> Announce { get; } = [];

    /// <summary>The UDP port. 0, the default: the system chooses one.</summary>
    public int Port { get; set; }

    /// <summary>The first free one from <see cref="Port"/> up to this is taken. 0, the default: only that one.</summary>
    public int LastPort { get; set; }

    /// <summary>Threads that receive, on each address: more than one needs Linux. Default 1.</summary>
    public int ReceiveThreads { get; set; } = 1;

    /// <summary>Calls at once. Default 500.</summary>
    public int MaxCalls { get; set; } = 500;

    /// <summary>
    /// Pixels of a frame, upright or not; larger ones are not handed over, and the phone is not told. Default 1920 × 1088.
    /// </summary>
    public int MaxPixels { get; set; } = Vp8Decoder.DefaultMaxPixels;

    /// <summary>What phones are told to send at most. Default 600,000.</summary>
    public int MaxBitsPerSecond { get; set; } = 600_000;

    /// <summary>Between two requests for a key frame. Default 500 ms.</summary>
    public TimeSpan KeyFrameInterval { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long a phone may take to connect. Default 15 s.</summary>
    public TimeSpan SetupTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long no video may come. Default 10 s.</summary>
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long a call may last, from its answer. Default 15 min: six people one after another, and a wait for staff.
    /// </summary>
    public TimeSpan TotalTimeout { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>Who takes the protection off media. Default libsrtp2.</summary>
    public SrtpImplementation Srtp { get; set; } = SrtpImplementation.LibSrtp;

    /// <summary>
    /// Whether phones on this machine are spoken to first: Firefox waits for that. Default yes; nobody else is spoken to.
    /// </summary>
    public bool ProbesCandidates { get; set; } = true;

    internal ImmutableArray<IPAddress> ListenAddresses =>
        Listen.Count == 0 ? [IPAddress.Loopback] : [.. Listen.Select(IPAddress.Parse)];

    internal ImmutableArray<IPAddress> AnnouncedAddresses => [.. Announce.Select(IPAddress.Parse)];

    /// <summary>Checks the options, and against each other.</summary>
    public sealed class Validator : IValidateOptions<CallEndpointOptions>
    {
        /// <inheritdoc/>
        public ValidateOptionsResult Validate(string? name, CallEndpointOptions options)
        {
            ArgumentNullException.ThrowIfNull(options);
            List<string> problems = [.. AddressProblems(options), .. NumberProblems(options), .. TimeProblems(options)];
            return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
        }

        private static IEnumerable<string> AddressProblems(CallEndpointOptions options)
        {
            if (options.Listen.Concat(options.Announce).FirstOrDefault(text => !IPAddress.TryParse(text, out _)) is { } wrong)
            {
                yield return $"{Section}:Listen and {Section}:Announce hold IP addresses; {wrong} is none.";
                yield break;
            }

            if (options.AnnouncedAddresses.Any(IsAny))
            {
                yield return $"{Section}:Announce holds addresses that phones can reach, not 0.0.0.0 or ::.";
            }

            if (options.AnnouncedAddresses.IsEmpty && options.ListenAddresses.Any(IsAny))
            {
                yield return $"{Section}:Listen holds all addresses: {Section}:Announce must say under which phones reach us.";
            }

            var families = options.ListenAddresses.Select(address => address.AddressFamily).ToHashSet();
            if (!options.AnnouncedAddresses.All(address => families.Contains(address.AddressFamily)))
            {
                yield return $"{Section}:Announce holds an address of a family (IPv4, IPv6) that {Section}:Listen does not.";
            }
        }

        private static IEnumerable<string> NumberProblems(CallEndpointOptions options)
        {
            if (options.Port is < 0 or > ushort.MaxValue)
            {
                yield return $"{Section}:Port is 0 to {ushort.MaxValue}, not {options.Port}.";
            }

            if (options.LastPort != 0
                && (options.Port == 0 || options.LastPort < options.Port || options.LastPort > ushort.MaxValue))
            {
                yield return $"{Section}:LastPort is 0 or lies between {Section}:Port and {ushort.MaxValue}.";
            }

            if (options.ReceiveThreads is < 1 or > SessionLimits.ReceiveThreads)
            {
                yield return $"{Section}:ReceiveThreads is 1 to {SessionLimits.ReceiveThreads}, not {options.ReceiveThreads}.";
            }
            else if (options.ReceiveThreads > 1 && !OperatingSystem.IsLinux())
            {
                yield return $"{Section}:ReceiveThreads above 1 needs Linux.";
            }

            if (options.MaxCalls is < 1 or > SessionLimits.Calls)
            {
                yield return $"{Section}:MaxCalls is 1 to {SessionLimits.Calls}, not {options.MaxCalls}.";
            }

            if (options.MaxPixels is < 1 or > SessionLimits.Pixels)
            {
                yield return $"{Section}:MaxPixels is 1 to {SessionLimits.Pixels}, not {options.MaxPixels}.";
            }

            if (options.MaxBitsPerSecond < 1)
            {
                yield return $"{Section}:MaxBitsPerSecond is positive, not {options.MaxBitsPerSecond}.";
            }
        }

        private static IEnumerable<string> TimeProblems(CallEndpointOptions options)
        {
            if (options.KeyFrameInterval < TimeSpan.FromMilliseconds(SessionLimits.TickMs)
                || options.KeyFrameInterval >= options.IdleTimeout)
            {
                yield return $"{Section}:KeyFrameInterval is {SessionLimits.TickMs} ms or more, and shorter than {Section}:IdleTimeout.";
            }

            if (options.SetupTimeout <= TimeSpan.Zero || options.SetupTimeout >= options.TotalTimeout)
            {
                yield return $"{Section}:SetupTimeout is positive and shorter than {Section}:TotalTimeout.";
            }

            if (options.IdleTimeout >= options.TotalTimeout)
            {
                yield return $"{Section}:IdleTimeout is shorter than {Section}:TotalTimeout.";
            }
        }

        private static bool IsAny(IPAddress address) => address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any);
    }
}
