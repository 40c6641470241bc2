using System.Globalization;
using System.Net;
using Microsoft.Extensions.Options;

namespace Actors.Server.Edge;

/// <summary>
/// How many connections strangers may hold. A connection counts as a stranger's until a phone has signed in on it.
/// </summary>
internal sealed class ConnectionLimits
{
    /// <summary>The section of the settings.</summary>
    public const string Section = "Connections";

    /// <summary>What a connection that does nothing may cost in memory, in bytes: with TLS and the state of a phone.</summary>
    private const long MemoryPerConnection = 65_536;

    /// <summary>
    /// The most connections at once, of phones and strangers together. Default: 0, which is as many as the limit of
    /// descriptors of the process leaves after <see cref="ReservedDescriptors"/>, and as fit into half of the memory.
    /// </summary>
    public int Max { get; set; }

    /// <summary>
    /// Descriptors kept for the libraries of the program, which take 350, the database, media and other servers. Default: 512,
    /// and in the demo one more for each person.
    /// </summary>
    public int ReservedDescriptors { get; set; } = 512;

    /// <summary>
    /// The most connections of one address on which no phone has signed in; of IPv6, of one /64 network. Those of a trusted
    /// proxy do not count. Default: 0, which is 256, or a quarter of <see cref="Max"/> if that is less.
    /// </summary>
    public int MaxPerAddress { get; set; }

    /// <summary>The most event streams of the board for one address. Default: 32.</summary>
    public int StreamsPerAddress { get; set; } = 32;

    /// <summary>How long a connection may wait for its first request, or for the next one. Default: 30 s.</summary>
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a request may take to send its headers. Default: 10 s.</summary>
    public TimeSpan HeadersTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Reverse proxies whose <c>X-Forwarded-For</c> and <c>X-Forwarded-Proto</c> count, each an IP address or a network such
    /// as <c>10.0.0.0/8</c>. Default: none.
    /// </summary>
    public IList<string> TrustedProxies { get; set; } = [];

    /// <summary>The networks of <see cref="TrustedProxies"/>.</summary>
    internal IReadOnlyList<IPNetwork> Proxies { get; private set; } = [];

    /// <summary>Reads the limits and computes what depends on this machine.</summary>
    /// <exception cref="OptionsValidationException">They are wrong.</exception>
    public static ConnectionLimits Read(IConfiguration configuration) => Read(
        configuration, DescriptorLimit.Read(), GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);

    /// <inheritdoc cref="Read(IConfiguration)"/>
    internal static ConnectionLimits Read(IConfiguration configuration, long descriptors, long memory)
    {
        var limits = configuration.GetSection(Section).Get<ConnectionLimits>() ?? new ConnectionLimits();
        if (new Validator(descriptors).Validate(null, limits) is { Failed: true } invalid)
        {
            throw new OptionsValidationException(Section, typeof(ConnectionLimits), invalid.Failures);
        }

        if (limits.Max == 0)
        {
            limits.Max = (int)Math.Clamp(
                Math.Min(descriptors - limits.ReservedDescriptors, memory / 2 / MemoryPerConnection), 1, int.MaxValue);
        }

        if (limits.MaxPerAddress == 0)
        {
            limits.MaxPerAddress = Math.Clamp(limits.Max / 4, 1, 256);
        }

        limits.Proxies = [.. limits.TrustedProxies.Select(text => Parse(text)!.Value)];
        return limits;
    }

    /// <summary>Whether an address is that of a trusted proxy.</summary>
    public bool IsProxy(IPAddress address)
    {
        foreach (var network in Proxies)
        {
            if (network.Contains(address))
            {
                return true;
            }
        }

        return false;
    }

    private static IPNetwork? Parse(string text) =>
        IPNetwork.TryParse(text, out var network) ? network
        : IPAddress.TryParse(text, out var address) ? new(address, address.GetAddressBytes().Length * 8)
        : null;

    /// <summary>Checks the limits.</summary>
    /// <param name="descriptors">The limit of descriptors of this process.</param>
    internal sealed class Validator(long descriptors) : IValidateOptions<ConnectionLimits>
    {
        public ValidateOptionsResult Validate(string? name, ConnectionLimits options)
        {
            var failures = new List<string>();
            Check(options.Max >= 0, "Max must be 1 or more, or 0 for what the machine allows.");
            Check(options.MaxPerAddress >= 0, "MaxPerAddress must be 1 or more, or 0 for the default.");
            Check(options.StreamsPerAddress >= 1, "StreamsPerAddress must be 1 or more.");
            Check(options.ReservedDescriptors >= 64, "ReservedDescriptors must be 64 or more: databases and files need them.");
            Check(
                Math.Max(1, options.Max) <= descriptors - options.ReservedDescriptors,
                $"Max and ReservedDescriptors are {options.Max} and {options.ReservedDescriptors}, and this process may open "
                + $"{descriptors} descriptors. Raise that limit (LimitNOFILE of systemd, ulimit -n of a shell) to at least "
                + $"{(options.ReservedDescriptors + Math.Max(64, options.Max)).ToString(CultureInfo.InvariantCulture)}.");
            Check(options.IdleTimeout > TimeSpan.Zero, "IdleTimeout must be more than 0.");
            Check(options.HeadersTimeout > TimeSpan.Zero, "HeadersTimeout must be more than 0.");
            failures.AddRange(options.TrustedProxies.Where(proxy => Parse(proxy) is null).Select(proxy =>
                $"{Section}:TrustedProxies contains \"{proxy}\". It is an IP address such as 10.0.0.5, or a network such as "
                + "10.0.0.0/8."));
            return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);

            void Check(bool holds, string failure)
            {
                if (!holds)
                {
                    failures.Add($"{Section}:{failure}");
                }
            }
        }
    }
}

/// <summary>The limit of open descriptors of this process.</summary>
internal static class DescriptorLimit
{
    private const string Row = "Max open files";

    /// <summary>Reads the limit in force; the runtime has raised it to the hard limit. Very many where it is not known.</summary>
    public static long Read() =>
        File.Exists("/proc/self/limits") ? Parse(File.ReadAllLines("/proc/self/limits")) : int.MaxValue;

    internal static long Parse(IEnumerable<string> rows) =>
        rows.FirstOrDefault(row => row.StartsWith(Row, StringComparison.Ordinal)) is { } found
        && long.TryParse(
            found[Row.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[0], CultureInfo.InvariantCulture, out var limit)
            ? limit
            : int.MaxValue;
}
