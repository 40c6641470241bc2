using System.Collections.Frozen;
using Actors.Domain.Entrants.Prompts;
using Actors.Domain.Outbox;
using Actors.Domain.Protection;
using Actors.Notifications.Texts.Languages;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Actors.Notifications.Outbox;

/// <summary>
/// Sends one claimed message by the next channel that may carry it. A prompt goes by push; by SMS if there is no push, if push
/// fails, or if the phone does not confirm it in time. A call goes by push only: an SMS comes
/// too late. So does a test of push.
/// </summary>
internal sealed partial class MessageDelivery(
    IEnumerable<IMessageSender> senders, MessageWriter writer, IRecordKeys keys, IContacts contacts, IChannelKeys channelKeys,
    IOptions<MessengerOptions> options, MessageMeters meters, TimeProvider wall, ILogger<MessageDelivery> log)
{
    /// <summary>After so many attempts that failed for a time, another channel is tried, if there is one.</summary>
    private const int TriesPerChannel = 4;

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);
    private static readonly Channel[] Everything = [Channel.Push, Channel.Sms];
    private static readonly Channel[] PushOnly = [Channel.Push];

    private readonly FrozenDictionary<Channel, IMessageSender> _senders =
        senders.Where(sender => sender.IsOn).ToFrozenDictionary(sender => sender.Channel);

    /// <summary>Loads the keys of the addresses by one query; one by one it would take longer than to send.</summary>
    public async Task PrepareAsync(IReadOnlyList<ClaimedMessage> claimed, CancellationToken cancellationToken)
    {
        try
        {
            await keys.LoadAsync(
                [
                    .. claimed.SelectMany(message => message.Contacts.Select(contact => contact.Address.Record))
                        .Distinct().Take(Domain.Limits.RecordBatch),
                ],
                cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogNotLoaded(exception.GetType().Name);
        }
    }

    /// <summary>Sends a message, and says what came of it. An exception means: try again later.</summary>
    public async Task<MessageResult> SendAsync(ClaimedMessage claimed, CancellationToken cancellationToken)
    {
        var message = claimed.Message;
        if (message.ExpiresAt <= wall.GetUtcNow())
        {
            meters.CountFailed(message.Lane, claimed.Channel, "expired");
            return Result(claimed, MessageState.Dropped, claimed.Channel, null);
        }

        return message.Content is { } content
            ? await SendTextAsync(claimed, content, cancellationToken)
            : await SendToContactsAsync(claimed, cancellationToken);
    }

    /// <summary>When a message whose attempt failed is tried again: twice as late each time.</summary>
    internal DateTimeOffset NextTry(int tries, TimeSpan? wished)
    {
        var pause = FirstPause * Math.Pow(2, Math.Clamp(tries - 1, 0, 16));
        pause = pause < LongestPause ? pause : LongestPause;
        return wall.GetUtcNow() + (wished > pause ? wished.Value : pause);
    }

    private MessageResult Result(
        ClaimedMessage claimed, MessageState state, Channel? channel, DateTimeOffset? dueAt, string? reference = null) =>
        new(claimed.Message.Id, claimed.Claim, state, channel, dueAt, wall.GetUtcNow(), reference);

    private static Channel[] RouteOf(MessageKind kind) =>
        kind is MessageKind.CallNotice or MessageKind.CallRing or MessageKind.PushTest ? PushOnly : Everything;

    private async Task<MessageResult> SendToContactsAsync(ClaimedMessage claimed, CancellationToken cancellationToken)
    {
        // Channels that have taken it without a proof are not tried again.
        var route = RouteOf(claimed.Message.Kind).Where(channel => !(channel <= claimed.Channel));
        var usable = route
            .Select(channel => claimed.Contacts.FirstOrDefault(contact => contact.Channel == channel && !contact.IsMarked))
            .OfType<Contact>().Where(contact => _senders.ContainsKey(contact.Channel)).ToList();
        if (usable.Count == 0)
        {
            if (claimed.Channel is null)
            {
                meters.CountFailed(claimed.Message.Lane, null, "no-channel");
            }

            return Result(
                claimed, claimed.State == MessageState.Accepted ? MessageState.Accepted : MessageState.Failed, claimed.Channel,
                null);
        }

        SendOutcome? last = null;
        foreach (var (index, contact) in usable.Index())
        {
            var language = Language.Match(contact.Language);
            if (await writer.WriteAsync(claimed.Message, language, contact.Channel) is not { } text)
            {
                return Result(claimed, MessageState.Dropped, claimed.Channel, null);
            }

            last = await SendAsync(claimed, contact, language, text, cancellationToken);
            if (last.Verdict == SendVerdict.Accepted)
            {
                return Accepted(claimed, contact.Channel, last, isLast: index == usable.Count - 1);
            }

            if (last.Verdict == SendVerdict.RetryLater && (index == usable.Count - 1 || claimed.Tries < TriesPerChannel))
            {
                return Result(claimed, claimed.State, claimed.Channel, NextTry(claimed.Tries, last.RetryAfter));
            }
        }

        LogUndeliverable(claimed.Message.Kind, last!.Reason);
        return Result(claimed, MessageState.Failed, claimed.Channel, null);
    }

    private async Task<SendOutcome> SendAsync(
        ClaimedMessage claimed, Contact contact, Language language, MessageText text, CancellationToken cancellationToken)
    {
        string address;
        using (var key = await keys.OpenAsync(contact.Address.Record, cancellationToken))
        {
            address = key.OpenText(contact.Address.Value, ContactBook.PurposeOf(contact.Channel));
        }

        var outcome = await SendAsync(claimed.Message, contact.Channel, address, language, text, cancellationToken);
        switch (outcome.Verdict)
        {
            case SendVerdict.AddressGone when contact.Channel == Channel.Push:
                await contacts.RemoveAsync(contact.Person, contact.Channel, contact.Address, cancellationToken);
                break;
            case SendVerdict.AddressGone or SendVerdict.Refused:
                await contacts.CountFailureAsync(contact.Person, contact.Channel, cancellationToken);
                break;
        }

        return outcome;
    }

    private async Task<MessageResult> SendTextAsync(
        ClaimedMessage claimed, SealedContent content, CancellationToken cancellationToken)
    {
        AddressedText text;
        using (var key = await keys.OpenAsync(content.Record, cancellationToken))
        {
            text = AddressedText.Parse(key.OpenText(content.Value, SealPurpose.Message));
        }

        if (!_senders.ContainsKey(text.Channel))
        {
            LogUndeliverable(claimed.Message.Kind, "no-channel");
            meters.CountFailed(claimed.Message.Lane, text.Channel, "no-channel");
            return Result(claimed, MessageState.Failed, null, null);
        }

        var outcome = await SendAsync(
            claimed.Message, text.Channel, text.Address, Language.Match(text.Language), new(text.Title, text.Body),
            cancellationToken);
        switch (outcome.Verdict)
        {
            case SendVerdict.Accepted:
                return Accepted(claimed, text.Channel, outcome, isLast: true);
            case SendVerdict.RetryLater:
                return Result(claimed, claimed.State, claimed.Channel, NextTry(claimed.Tries, outcome.RetryAfter));
            default:
                LogUndeliverable(claimed.Message.Kind, outcome.Reason);
                return Result(claimed, MessageState.Failed, text.Channel, null);
        }
    }

    private async Task<SendOutcome> SendAsync(
        OutboxMessage message, Channel channel, string address, Language language, MessageText text,
        CancellationToken cancellationToken)
    {
        var outgoing = new OutgoingMessage(
            message.Id, message.Lane, message.Kind, address, language, text, TopicOf(message),
            MessageHandle.Issue(channelKeys, message.Id), message.About, message.ExpiresAt - wall.GetUtcNow());
        var outcome = await _senders[channel].SendAsync(outgoing, cancellationToken);
        if (outcome.Verdict == SendVerdict.Accepted)
        {
            meters.CountSent(message.Lane, channel);
        }
        else
        {
            meters.CountFailed(message.Lane, channel, outcome.Reason);
        }

        return outcome;
    }

    /// <summary>After a channel has taken it: with a next channel it is looked at again, in case no proof comes.</summary>
    private MessageResult Accepted(ClaimedMessage claimed, Channel channel, SendOutcome outcome, bool isLast)
    {
        var again = wall.GetUtcNow() + options.Value.ProofWait;
        var isEnd = isLast || claimed.Message.Kind == MessageKind.Reminder || again >= claimed.Message.ExpiresAt;
        return Result(claimed, MessageState.Accepted, channel, isEnd ? null : again, outcome.Reference);
    }

    /// <summary>A reminder of a prompt, and a call that rings after its notice, replace what they are about.</summary>
    private static string TopicOf(OutboxMessage message) => message.Kind switch
    {
        MessageKind.Prompt or MessageKind.Reminder => MessageId.Of($"prompt/{message.About}/{message.Subject}").ToString(),
        MessageKind.CallNotice or MessageKind.CallRing => MessageId.Of($"call/{message.About}/{message.Subject}").ToString(),
        MessageKind.WellBeing or MessageKind.Text or MessageKind.PushTest or MessageKind.SettingReminder or _ =>
            message.Id.ToString(),
    };

    [LoggerMessage(LogLevel.Warning,
        "The keys of several addresses could not be read at once ({Reason}); they are read one by one.")]
    private partial void LogNotLoaded(string reason);

    [LoggerMessage(LogLevel.Information,
        "No channel could carry a message ({Kind}): {Reason}. A prompt that reaches no phone is excused; actors.messages.failed "
        + "counts them.")]
    private partial void LogUndeliverable(MessageKind kind, string reason);
}
