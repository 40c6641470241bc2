using System.Net;
using Actors.Server.Hosting;
using Microsoft.Extensions.Options;

namespace Actors.Server.Edge;

/// <summary>
/// Where operators and their machines find the board, the status page, full health, metrics and the description of the
/// interface. In trials they are also public.
/// </summary>
internal sealed class ManagementOptions
{
    /// <summary>The section of the settings.</summary>
    public const string Section = "Management";

    /// <summary>The port where real people are followed.</summary>
    public const int UsualPort = 5081;

    private const string Urls = "Urls";

    /// <summary>The IP address to listen on. Default: <c>127.0.0.1</c>, so that only this machine reaches it.</summary>
    public string Address { get; set; } = "127.0.0.1";

    /// <summary>
    /// The TCP port; 0: none. Default: 5081; in the demo and in development none, because everything is public there.
    /// </summary>
    public int? Port { get; set; }

    /// <summary>Whether what is for operators is served at the public addresses too.</summary>
    internal bool IsPublic { get; private set; }

    /// <summary>Whether the port is served.</summary>
    internal bool IsOn => Port > 0;

    /// <summary><see cref="Address"/>; <c>null</c> if it is not an IP address.</summary>
    internal IPAddress? ParsedAddress => IPAddress.TryParse(Address, out var address) ? address : null;

    /// <summary>Reads the options.</summary>
    /// <exception cref="OptionsValidationException">They are wrong.</exception>
    public static ManagementOptions Read(IConfiguration configuration)
    {
        var options = configuration.GetSection(Section).Get<ManagementOptions>() ?? new ManagementOptions();
        options.IsPublic = Installation.IsForTrials(configuration);
        options.Port ??= options.IsPublic ? 0 : UsualPort;
        return new Validator(ListenAddresses.Read(configuration)).Validate(null, options) is { Failed: true } invalid
            ? throw new OptionsValidationException(Section, typeof(ManagementOptions), invalid.Failures)
            : options;
    }

    /// <summary>Adds the port to the addresses on which the server listens.</summary>
    public void Listen(IConfiguration configuration)
    {
        if (IsOn)
        {
            var own = new UriBuilder(Uri.UriSchemeHttp, Address, Port!.Value).Uri.GetLeftPart(UriPartial.Authority);
            configuration[Urls] = $"{configuration[Urls]};{own}".TrimStart(';');
        }
    }

    /// <summary>Whether this is where the port is bound.</summary>
    public bool IsAt(EndPoint endpoint) => IsOn && endpoint is IPEndPoint bound && bound.Port == Port;

    /// <summary>Whether a connection came to the port.</summary>
    public bool IsAt(ConnectionInfo connection) => IsOn && connection.LocalPort == Port;

    /// <summary>Checks the options.</summary>
    /// <param name="addresses">The public addresses.</param>
    internal sealed class Validator(IReadOnlyList<BindingAddress> addresses) : IValidateOptions<ManagementOptions>
    {
        public ValidateOptionsResult Validate(string? name, ManagementOptions options) =>
            options.ParsedAddress is null
                ? ValidateOptionsResult.Fail(
                    $"{Section}:Address is \"{options.Address}\". It is an IP address of this machine, such as 127.0.0.1.")
                : options.Port is < 0 or > IPEndPoint.MaxPort
                    ? ValidateOptionsResult.Fail(
                        $"{Section}:Port is {options.Port}. It is a port from 1 to {IPEndPoint.MaxPort}, or 0 for none.")
                    : options.IsOn && addresses.Any(address => address.Port == options.Port)
                        ? ValidateOptionsResult.Fail(
                            $"{Section}:Port and Urls both name port {options.Port}. Strangers reach Urls: give operators a port "
                            + "of their own.")
                        : ValidateOptionsResult.Success;
    }
}

/// <summary>Who asks.</summary>
internal static class Audience
{
    /// <summary>
    /// Whether a request is of an operator of the machine: at the management port and under a known host; in trials always.
    /// </summary>
    public static bool IsOperator(HttpContext context, ManagementOptions management, IConfiguration configuration) =>
        management.IsPublic || (management.IsAt(context.Connection) && KnownHosts.IsKnown(context.Request, configuration));

    /// <summary>
    /// Whether a request may read the reasons of failures, which name databases and machines: at the management port, and in
    /// trials from this machine.
    /// </summary>
    public static bool MayReadDetails(HttpContext context)
    {
        var management = context.RequestServices.GetRequiredService<ManagementOptions>();
        return management.IsAt(context.Connection)
            || (management.IsPublic && IPAddress.IsLoopback(context.Connection.RemoteIpAddress ?? IPAddress.Loopback));
    }
}
