using System.Net;
using Actors.Domain.Access;
using Actors.Server.Hosting;
using Microsoft.Extensions.Options;

namespace Actors.Server.Staff;

/// <summary>How staff sign in, and for how long.</summary>
internal sealed class StaffOptions
{
    /// <summary>The section of the settings.</summary>
    public const string Section = "Staff";

    /// <summary>
    /// Whether roles that see personal data need an authenticator or a passkey. Default: <c>true</c>; in trials <c>false</c>.
    /// </summary>
    public bool? RequireSecondFactor { get; set; }

    /// <summary>A session ends when it is not used for so long. Default: 30 minutes.</summary>
    public TimeSpan IdleLimit { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>A session ends so long after it began. Default: 12 hours.</summary>
    public TimeSpan AbsoluteLimit { get; set; } = TimeSpan.FromHours(12);

    /// <summary>Wrong passwords or codes in a row after which an account is locked. Default: 5.</summary>
    public int MaxFailures { get; set; } = 5;

    /// <summary>How long an account stays locked. Default: 15 minutes.</summary>
    public TimeSpan LockOut { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>Attempts to sign in that one address may make in a minute; of IPv6, one /64 network. Default: 30.</summary>
    public int AttemptsPerAddress { get; set; } = 30;

    /// <summary>Attempts to sign in to one account in five minutes, whether it exists or not. Default: 10.</summary>
    public int AttemptsPerAccount { get; set; } = 10;

    /// <summary>How long an invitation can be used. Default: 3 days.</summary>
    public TimeSpan InvitationLifetime { get; set; } = TimeSpan.FromDays(3);

    /// <summary>How long the code that sets up an administrator can be used. Default: 24 hours.</summary>
    public TimeSpan SetUpLifetime { get; set; } = TimeSpan.FromHours(24);

    /// <summary>
    /// The domain for which passkeys are made, such as <c>actors.example</c>. Default: <c>null</c>, the host of the page.
    /// Another one makes all passkeys useless.
    /// </summary>
    public string? PasskeyDomain { get; set; }

    /// <summary>Another server that signs staff in.</summary>
    public StaffOpenIdOptions OpenId { get; set; } = new();

    /// <summary>
    /// When a refused attempt is answered, so that its time says nothing. Longer than a password takes to check.
    /// </summary>
    internal TimeSpan FailureAnswer { get; set; } = TimeSpan.FromMilliseconds(400);

    /// <summary>Whether no real people are followed.</summary>
    internal bool IsTrial { get; private set; }

    /// <summary>Reads the options.</summary>
    /// <exception cref="OptionsValidationException">They are wrong.</exception>
    public static StaffOptions Read(IConfiguration configuration)
    {
        var options = configuration.GetSection(Section).Get<StaffOptions>() ?? new StaffOptions();
        options.IsTrial = Installation.IsForTrials(configuration);
        options.RequireSecondFactor ??= !options.IsTrial;
        return new Validator().Validate(null, options) is { Failed: true } invalid
            ? throw new OptionsValidationException(Section, typeof(StaffOptions), invalid.Failures)
            : options;
    }

    /// <summary>Checks the options.</summary>
    internal sealed class Validator : IValidateOptions<StaffOptions>
    {
        public ValidateOptionsResult Validate(string? name, StaffOptions options)
        {
            var failures = new List<string>();
            CheckTime(options.IdleLimit, nameof(IdleLimit), TimeSpan.FromDays(1));
            CheckTime(options.AbsoluteLimit, nameof(AbsoluteLimit), TimeSpan.FromDays(7));
            CheckTime(options.LockOut, nameof(LockOut), TimeSpan.FromDays(1));
            CheckTime(options.InvitationLifetime, nameof(InvitationLifetime), TimeSpan.FromDays(30));
            CheckTime(options.SetUpLifetime, nameof(SetUpLifetime), TimeSpan.FromDays(7));
            Check(options.IdleLimit <= options.AbsoluteLimit, "IdleLimit must not be longer than AbsoluteLimit.");
            Check(options.MaxFailures is >= 1 and <= 100, "MaxFailures must be from 1 to 100.");
            Check(options.AttemptsPerAddress >= 1, "AttemptsPerAddress must be 1 or more.");
            Check(options.AttemptsPerAccount >= 1, "AttemptsPerAccount must be 1 or more.");
            Check(
                options.PasskeyDomain is null || Uri.CheckHostName(options.PasskeyDomain) == UriHostNameType.Dns,
                $"PasskeyDomain is \"{options.PasskeyDomain}\". It is a domain such as actors.example.");
            failures.AddRange(options.OpenId.FindProblems().Select(problem => $"{Section}:OpenId:{problem}"));
            return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);

            void CheckTime(TimeSpan time, string setting, TimeSpan longest) => Check(
                time > TimeSpan.Zero && time <= longest, $"{setting} is {time}. It must be more than 0, and at most {longest}.");

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

/// <summary>A server that signs staff in by OpenID Connect, and says what they are. It asks for a second factor itself.</summary>
internal sealed class StaffOpenIdOptions
{
    private const char Separator = '=';

    /// <summary>Its address, such as <c>https://login.example/</c>. Default: <c>null</c>, there is none.</summary>
    public string? Authority { get; set; }

    /// <summary>The id under which it knows this server.</summary>
    public string? ClientId { get; set; }

    /// <summary>The secret that goes with it.</summary>
    public string? ClientSecret { get; set; }

    /// <summary>What the button on the sign-in page says. Default: <c>Sign in with your organisation</c>.</summary>
    public string Label { get; set; } = "Sign in with your organisation";

    /// <summary>The claim that says what a person is there. Default: <c>roles</c>.</summary>
    public string RoleClaim { get; set; } = "roles";

    /// <summary>What a value of the claim means here, such as <c>hco-operators=operator</c>. Others mean nothing.</summary>
    public IList<string> Roles { get; set; } = [];

    /// <summary>Scopes to ask for, beside <c>openid</c>, <c>profile</c> and <c>email</c>.</summary>
    public IList<string> Scopes { get; set; } = [];

    /// <summary>Whether there is one.</summary>
    internal bool IsOn => !string.IsNullOrEmpty(Authority);

    /// <summary>The roles of a person, by the values of the claim.</summary>
    public IReadOnlyList<StaffRole> Map(IEnumerable<string> values)
    {
        var claimed = values.ToHashSet(StringComparer.Ordinal);
        return
        [
            .. Roles.Select(Split).Where(pair => claimed.Contains(pair.Value)).Select(pair => pair.Role).OfType<StaffRole>()
                .Distinct().Order(),
        ];
    }

    /// <summary>What is wrong, without the name of the section.</summary>
    internal IEnumerable<string> FindProblems()
    {
        if (!IsOn)
        {
            yield break;
        }

        if (!Uri.TryCreate(Authority, UriKind.Absolute, out var authority)
            || !(authority.Scheme == Uri.UriSchemeHttps || IsLoopback(authority)))
        {
            yield return $"Authority is \"{Authority}\". It is an https: address such as https://login.example/.";
        }

        if (string.IsNullOrEmpty(ClientId))
        {
            yield return "ClientId is missing. The operator of the other server gives it.";
        }

        if (Roles.Count == 0)
        {
            yield return "Roles is empty, so that no person could do anything. A line is such as hco-operators=operator.";
        }

        foreach (var line in Roles.Where(line => Split(line).Role is null))
        {
            yield return $"Roles contains \"{line}\". A line is such as hco-operators=operator, with one of: "
                + $"{string.Join(", ", StaffRoleNames.All.Select(role => role.Name()))}.";
        }
    }

    private static bool IsLoopback(Uri address) =>
        address.Scheme == Uri.UriSchemeHttp && IPAddress.TryParse(address.Host, out var ip) && IPAddress.IsLoopback(ip);

    private static (string Value, StaffRole? Role) Split(string line)
    {
        var at = line.LastIndexOf(Separator);
        return at < 1 ? (line, null) : (line[..at], StaffRoleNames.Parse(line[(at + 1)..]));
    }
}
