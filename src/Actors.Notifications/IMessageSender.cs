using Actors.Domain.Entrants.Prompts;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Outbox;
using Actors.Notifications.Texts.Languages;

namespace Actors.Notifications;

/// <summary>Hands messages to the provider of one channel. One call is one attempt; the outbox repeats it.</summary>
internal interface IMessageSender
{
    /// <summary>The channel.</summary>
    Channel Channel { get; }

    /// <summary>Whether the channel is set up.</summary>
    bool IsOn { get; }

    /// <summary>Hands over a message.</summary>
    Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancellationToken);
}

/// <summary>A message in the clear, on its way to a provider.</summary>
/// <param name="Id">The id, by which receivers drop repeats.</param>
/// <param name="Lane">The lane.</param>
/// <param name="Kind">What it says.</param>
/// <param name="Address">The address in the form of the channel.</param>
/// <param name="Language">The language of the text.</param>
/// <param name="Text">The text.</param>
/// <param name="Topic">
/// What the message is about, in 32 characters: a later one replaces an earlier one that is not shown yet.
/// </param>
/// <param name="Handle">By what the receiver confirms it.</param>
/// <param name="About">Whom it is about; <c>null</c> for a text.</param>
/// <param name="Validity">How long it is of use.</param>
internal sealed record OutgoingMessage(
    MessageId Id, Lane Lane, MessageKind Kind, string Address, Language Language, MessageText Text, string Topic, string Handle,
    EntrantId? About, TimeSpan Validity)
{
    /// <summary>Tells nothing personal.</summary>
    public override string ToString() => $"{Kind} {Id}";
}

/// <summary>The text of a message.</summary>
/// <param name="Title">The title, or the subject of a mail.</param>
/// <param name="Body">The text.</param>
/// <param name="Short">The text for a short message, with the name of the sender in it; <c>null</c> if it is the body.</param>
internal sealed record MessageText(string Title, string Body, string? Short = null)
{
    /// <summary>A text may hold a code.</summary>
    public override string ToString() => nameof(MessageText);
}

/// <summary>What came of one attempt.</summary>
/// <param name="Verdict">What it means for the message.</param>
/// <param name="Reason">A code for logs and metrics, such as <c>http-503</c>; never personal.</param>
internal sealed record SendOutcome(SendVerdict Verdict, string Reason)
{
    /// <summary>After what time the provider wishes the next attempt; <c>null</c> if it does not say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The provider's name for the message; <c>null</c> if it gave none.</summary>
    public string? Reference { get; init; }

    /// <summary>The provider could not be reached.</summary>
    public static SendOutcome Network { get; } = new(SendVerdict.RetryLater, "network");

    /// <summary>Whether a name did not resolve, a connection broke, or an answer did not come.</summary>
    public static bool IsOfNetwork(Exception exception) => exception
        is HttpRequestException or IOException or OperationCanceledException or Polly.ExecutionRejectedException;
}

/// <summary>What an attempt means for the message.</summary>
internal enum SendVerdict
{
    /// <summary>The provider has taken it.</summary>
    Accepted,

    /// <summary>Not now; later by the same channel.</summary>
    RetryLater,

    /// <summary>The address does not exist any more.</summary>
    AddressGone,

    /// <summary>The provider does not take this message, and will not.</summary>
    Refused,
}
