using System.Diagnostics.CodeAnalysis;
using System.Net;
using Microsoft.Extensions.Options;

namespace Actors.Server.Hosting;

/// <summary>How many servers carry the installation.</summary>
public enum ClusterKind
{
    /// <summary>This one, on SQLite or PostgreSQL.</summary>
    [SuppressMessage("Naming", "CA1720", Justification = "One server, not the number type.")]
    Single,

    /// <summary>Several, on one PostgreSQL database, which also lists the members.</summary>
    AdoNet,
}

/// <summary>The silo of this server, from the section <c>Cluster</c>.</summary>
public sealed class SiloSettings
{
    /// <summary>The section of the settings.</summary>
    public const string Section = "Cluster";

    private const int HighestPort = 65_535;

    /// <summary>One server, or several.</summary>
    /// <value><see cref="ClusterKind.Single"/>.</value>
    public ClusterKind Kind { get; set; } = ClusterKind.Single;

    /// <summary>The cluster that this server belongs to: the same in each server that runs beside it.</summary>
    /// <value><c>actors</c>.</value>
    public string ClusterId { get; set; } = "actors";

    /// <summary>The installation, under which grains are stored: the same for ever.</summary>
    /// <value><c>actors</c>.</value>
    public string ServiceId { get; set; } = "actors";

    /// <summary>The IP address at which the other servers reach this one.</summary>
    /// <value><c>127.0.0.1</c>.</value>
    public string Address { get; set; } = "127.0.0.1";

    /// <summary>The TCP port at which the other servers reach this one. 0: a free one, on loopback only.</summary>
    /// <value>0.</value>
    public int SiloPort { get; set; }

    /// <summary>The TCP port for clients of Orleans outside the servers. 0: none; the platform has no such client.</summary>
    /// <value>0.</value>
    public int GatewayPort { get; set; }

    /// <summary>Whether to listen on every address of the machine, as in a container.</summary>
    /// <value>No.</value>
    public bool ListenOnAllAddresses { get; set; }

    /// <summary>A PKCS #12 file with the certificate and key that all servers share. Empty: no TLS between servers.</summary>
    /// <value>Empty.</value>
    public string CertificateFile { get; set; } = "";

    /// <summary>The password of <see cref="CertificateFile"/>; <c>null</c> if it has none.</summary>
    public string? CertificatePassword { get; set; }

    /// <summary><see cref="Address"/>; <c>null</c> if it is not an IP address.</summary>
    internal IPAddress? ParsedAddress => IPAddress.TryParse(Address, out var address) ? address : null;

    /// <summary>Reads the settings.</summary>
    /// <exception cref="OptionsValidationException">They do not fit.</exception>
    public static SiloSettings Read(IConfiguration configuration)
    {
        var kind = configuration[$"{Section}:Kind"];
        if (kind is not null && !Enum.TryParse<ClusterKind>(kind, ignoreCase: true, out _))
        {
            throw Invalid([$"{Section}:Kind is \"{kind}\". Possible are {string.Join(", ", Enum.GetNames<ClusterKind>())}."]);
        }

        var settings = configuration.GetSection(Section).Get<SiloSettings>() ?? new();
        var problems = settings.FindProblems().ToList();
        return problems.Count == 0 ? settings : throw Invalid(problems);
    }

    private static OptionsValidationException Invalid(IEnumerable<string> problems) =>
        new(Section, typeof(SiloSettings), problems);

    private IEnumerable<string> FindProblems()
    {
        if (string.IsNullOrWhiteSpace(ClusterId) || string.IsNullOrWhiteSpace(ServiceId))
        {
            yield return "Cluster:ClusterId and Cluster:ServiceId are names. Remove them for the default, \"actors\".";
        }

        if (ParsedAddress is not { } address)
        {
            yield return $"Cluster:Address is \"{Address}\". It is an IP address of this machine, such as 10.0.0.5.";
        }
        else if (Kind == ClusterKind.AdoNet && SiloPort == 0 && !IPAddress.IsLoopback(address))
        {
            yield return "Cluster:SiloPort is needed when other machines reach this server, such as 11111. Open it in the "
                + "firewall between the servers, and nowhere else.";
        }

        if (SiloPort is < 0 or > HighestPort || GatewayPort is < 0 or > HighestPort)
        {
            yield return $"Cluster:SiloPort is {SiloPort} and Cluster:GatewayPort is {GatewayPort}. "
                + $"0 to {HighestPort} are possible.";
        }
        else if (SiloPort != 0 && SiloPort == GatewayPort)
        {
            yield return $"Cluster:SiloPort and Cluster:GatewayPort are both {SiloPort}. They must differ.";
        }

        if (CertificateFile.Length > 0 && !File.Exists(CertificateFile))
        {
            yield return $"Cluster:CertificateFile is {CertificateFile}. There is no such file.";
        }
    }
}
