using Microsoft.Extensions.Options;

namespace Actors.Notifications.Outbox;

/// <summary>How messages are sent to people whom the connected app does not reach.</summary>
public sealed class MessengerOptions
{
    /// <summary>The section of the settings.</summary>
    public const string Section = "Messages";

    private const int MaxConcurrency = 1_024;
    private const int MaxLinkLength = 40;

    /// <summary>
    /// The address of the app that short messages name, at most 40 characters. Default: <c>null</c>; SMS needs it.
    /// </summary>
    public string? Link { get; set; }

    /// <summary>
    /// How long the phone has to confirm a push before an SMS goes out. Default: 3 minutes, so that a reminder after 10
    /// minutes finds both tried.
    /// </summary>
    public TimeSpan ProofWait { get; set; } = TimeSpan.FromMinutes(3);

    /// <summary>How many messages of a lane are on their way to providers at once, 1 to 1,024. Default: 64.</summary>
    public int Concurrency { get; set; } = 64;

    /// <summary>How long what became of a message is kept after it has expired. Default: one day.</summary>
    public TimeSpan Kept { get; set; } = TimeSpan.FromDays(1);

    /// <summary>Checks the options.</summary>
    internal sealed class Validator : IValidateOptions<MessengerOptions>
    {
        public ValidateOptionsResult Validate(string? name, MessengerOptions options)
        {
            var problems = new List<string>();
            if (options.Link is { } link && (link.Length > MaxLinkLength || !Uri.TryCreate(link, UriKind.Absolute, out _)))
            {
                problems.Add(
                    $"{Section}:Link is \"{link}\". It is the address of the app, such as https://example.org/app, with "
                    + $"{MaxLinkLength} characters at most: each SMS has room for 160.");
            }

            if (options.Concurrency is < 1 or > MaxConcurrency)
            {
                problems.Add($"{Section}:Concurrency is {options.Concurrency}; it must be from 1 to {MaxConcurrency}.");
            }

            if (options.ProofWait <= TimeSpan.Zero || options.Kept <= TimeSpan.Zero)
            {
                problems.Add($"{Section}:ProofWait and {Section}:Kept must be longer than zero.");
            }

            return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
        }
    }
}
