using Microsoft.Extensions.Options;

namespace Actors.Server.Phones;

/// <summary>Options of the hub of phones. Times are of the wall clock.</summary>
public sealed class EntrantHubOptions
{
    /// <summary>The section of the settings.</summary>
    public const string Section = "EntrantHub";

    /// <summary>
    /// The most messages that the phones of a person may send at once after they were quiet. Default: 60.
    /// </summary>
    public int MessageBurst { get; set; } = 60;

    /// <summary>The messages per second that the phones of a person may send continuously. Default: 10.</summary>
    public double MessagesPerSecond { get; set; } = 10;

    /// <summary>
    /// The messages that no right app sends after which a connection is closed: not readable, unknown, or too many. Default: 100.
    /// </summary>
    public int FaultyMessages { get; set; } = 100;

    /// <summary>
    /// The most connections of a person to this server. With one more, the oldest is closed. Default: 4.
    /// </summary>
    public int ConnectionsPerPerson { get; set; } = 4;

    /// <summary>
    /// The requests by which the phones of a person may connect to this server at once, and then the same number in each minute.
    /// SignalR makes two for a connection, or one without negotiation. Default: 120.
    /// </summary>
    public int ConnectsPerMinute { get; set; } = 120;

    /// <summary>
    /// The calls that a person may ask for at once, and then the same number in each hour. Default: 6.
    /// </summary>
    public int CallsPerHour { get; set; } = 6;

    /// <summary>
    /// The most messages that may wait for one phone. With more the phone is disconnected; its next Hello brings what it
    /// missed. Default: 32.
    /// </summary>
    public int QueuedMessages { get; set; } = 32;

    /// <summary>The time after which a phone that does not take a message is disconnected. Default: 30 s.</summary>
    public TimeSpan SendTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How often the server sends a sign of life on a quiet connection. Default: 5 s, so that the phone of a hanging server
    /// notices after 12 s and connects to another one.
    /// </summary>
    public TimeSpan KeepAliveInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// The time after which a phone that sends nothing is disconnected. Phones send signs of life more often. Default: 60 s.
    /// </summary>
    public TimeSpan ClientTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a phone that was refused may take to close the connection itself. Default: 2 s.</summary>
    public TimeSpan Farewell { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// How long a command is repeated, under its own identity, when its grain is on a server that died or hangs. Default: 12 s.
    /// </summary>
    public TimeSpan RepeatFor { get; set; } = TimeSpan.FromSeconds(12);

    /// <summary>The pause before each repetition. Default: 0.25 s.</summary>
    public TimeSpan RepeatPause { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Checks the options.</summary>
    internal sealed class Validator : IValidateOptions<EntrantHubOptions>
    {
        public ValidateOptionsResult Validate(string? name, EntrantHubOptions options)
        {
            var failures = new List<string>();
            Check(options.MessageBurst >= 1, "MessageBurst must be 1 or more.");
            Check(options.MessagesPerSecond is > 0 and <= 1_000_000, "MessagesPerSecond must be more than 0.");
            Check(options.FaultyMessages >= 1, "FaultyMessages must be 1 or more.");
            Check(options.ConnectionsPerPerson >= 1, "ConnectionsPerPerson must be 1 or more.");
            Check(options.ConnectsPerMinute >= 2, "ConnectsPerMinute must be 2 or more: a connection needs two.");
            Check(options.CallsPerHour >= 1, "CallsPerHour must be 1 or more.");
            Check(options.QueuedMessages >= 1, "QueuedMessages must be 1 or more.");
            Check(options.SendTimeout > TimeSpan.Zero, "SendTimeout must be more than 0.");
            Check(options.KeepAliveInterval > TimeSpan.Zero, "KeepAliveInterval must be more than 0.");
            Check(
                options.ClientTimeout >= 2 * options.KeepAliveInterval,
                "ClientTimeout must be at least twice KeepAliveInterval, or quiet phones would be disconnected.");
            Check(options.Farewell >= TimeSpan.Zero, "Farewell must not be negative.");
            Check(options.RepeatFor >= TimeSpan.Zero, "RepeatFor must not be negative.");
            Check(options.RepeatPause > TimeSpan.Zero, "RepeatPause must be more than 0.");
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
