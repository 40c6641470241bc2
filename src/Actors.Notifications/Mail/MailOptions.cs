using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Actors.Notifications.Mail;

/// <summary>The server by which mail is sent.</summary>
public sealed class MailOptions
{
    /// <summary>The section of the settings.</summary>
    public const string Section = "Mail";

    private const int MaxConnections = 16;

    /// <summary>The name of the SMTP server. Default: <c>null</c>; then mail is off.</summary>
    public string? Host { get; set; }

    /// <summary>Its port. Default: 587, for submission (RFC 6409).</summary>
    public int Port { get; set; } = 587;

    /// <summary>
    /// How the connection is encrypted: <c>StartTls</c>, the default, <c>SslOnConnect</c>, or <c>None</c> for a server on this
    /// machine. There is no way that uses TLS only if the server offers it: an attacker would take the offer away.
    /// </summary>
    public SecureSocketOptions Security { get; set; } = SecureSocketOptions.StartTls;

    /// <summary>The user. Default: <c>null</c>; then the server does not sign in.</summary>
    public string? User { get; set; }

    /// <summary>The password. It belongs into the environment or a file that only the server reads.</summary>
    public string? Password { get; set; }

    /// <summary>The address that mail comes from, such as <c>Health Monitoring Center &lt;no-reply@example.org&gt;</c>.</summary>
    public string? From { get; set; }

    /// <summary>How many connections are open at once. Default: 2.</summary>
    public int Connections { get; set; } = 2;

    /// <summary>Checks the options.</summary>
    internal sealed class Validator : IValidateOptions<MailOptions>
    {
        public ValidateOptionsResult Validate(string? name, MailOptions options)
        {
            var problems = new List<string>();
            if (options.Host is not null && !MailboxAddress.TryParse(options.From, out _))
            {
                problems.Add(
                    $"{Section}:From is \"{options.From}\". It is the address that mail comes from, such as "
                    + "no-reply@example.org.");
            }

            if (options.Security is not (
                SecureSocketOptions.StartTls or SecureSocketOptions.SslOnConnect or SecureSocketOptions.None))
            {
                problems.Add($"{Section}:Security is {options.Security}. Possible are StartTls, SslOnConnect and None.");
            }

            if (options.Port is < 1 or > ushort.MaxValue)
            {
                problems.Add($"{Section}:Port is {options.Port}; it must be from 1 to {ushort.MaxValue}.");
            }

            if (options.Connections is < 1 or > MaxConnections)
            {
                problems.Add($"{Section}:Connections is {options.Connections}; it must be from 1 to {MaxConnections}.");
            }

            return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
        }
    }
}
