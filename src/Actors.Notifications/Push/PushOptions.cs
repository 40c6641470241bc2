using Microsoft.Extensions.Options;

namespace Actors.Notifications.Push;

/// <summary>How pushes are sent.</summary>
public sealed class PushOptions
{
    /// <summary>The section of the settings.</summary>
    public const string Section = "Push";

    private const double MaxPace = 100_000;

    /// <summary>
    /// Where operators of push services reach the operator of this server, as a <c>mailto:</c> or <c>https:</c> address (RFC
    /// 8292, section 2.1). Default: <c>null</c>; then pushes are off, because some services refuse them.
    /// </summary>
    public string? Contact { get; set; }

    /// <summary>
    /// How many pushes a second go to each push service, from each server. Default: 1,000. What a service allows stands in its
    /// terms; when it answers 429, the server waits as long as it says.
    /// </summary>
    public double PacePerSecond { get; set; } = 1_000;

    /// <summary>
    /// Whether push services at addresses of this machine and network, and by http, are allowed. For trials only. Set by the
    /// server, not by a setting.
    /// </summary>
    internal bool IsLocalAllowed { get; set; }

    /// <summary>Checks the options.</summary>
    internal sealed class Validator : IValidateOptions<PushOptions>
    {
        public ValidateOptionsResult Validate(string? name, PushOptions options)
        {
            var problems = new List<string>();
            if (options.Contact is { } contact
                && !(Uri.TryCreate(contact, UriKind.Absolute, out var address) && address.Scheme is "mailto" or "https"))
            {
                problems.Add($"{Section}:Contact is \"{contact}\". It is an address such as mailto:push@example.org.");
            }

            if (options.PacePerSecond is not (> 0 and <= MaxPace))
            {
                problems.Add($"{Section}:PacePerSecond is {options.PacePerSecond}; it must be above 0 and at most {MaxPace}.");
            }

            return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
        }
    }
}
