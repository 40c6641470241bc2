using Actors.Domain.Entrants.Prompts;
using Actors.Domain.Entrants.Stays;

namespace Actors.Domain.Outbox;

/// <summary>The messages that are to be sent, and what became of them. Each method is one transaction.</summary>
public interface IOutbox
{
    /// <summary>
    /// Adds messages. Those that are there already are left as they are; those for people without a contact are left out.
    /// </summary>
    /// <param name="messages">At most <see cref="Limits.RecordBatch"/>.</param>
    /// <param name="cancellationToken">Cancels the call; the messages may have been added.</param>
    /// <returns>How many are new.</returns>
    Task<int> AddAsync(IReadOnlyCollection<OutboxMessage> messages, CancellationToken cancellationToken);

    /// <summary>Claims messages that are due, oldest first. A claim that is not completed lapses by itself.</summary>
    /// <param name="lane">The lane.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="now">The wall clock.</param>
    /// <param name="lapsesAt">When the claims lapse.</param>
    /// <param name="cancellationToken">Cancels the call; claims may have been made, and lapse.</param>
    Task<IReadOnlyList<ClaimedMessage>> ClaimAsync(
        Lane lane, int limit, DateTimeOffset now, DateTimeOffset lapsesAt, CancellationToken cancellationToken);

    /// <summary>Stores what came of claimed messages. Ignored for claims that have lapsed and been taken over.</summary>
    Task CompleteAsync(IReadOnlyCollection<MessageResult> results, CancellationToken cancellationToken);

    /// <summary>Finds a message; <c>null</c> if there is none.</summary>
    Task<SentMessage?> FindAsync(MessageId id, CancellationToken cancellationToken);

    /// <summary>Finds a message by the name that its provider gave it; <c>null</c> if there is none.</summary>
    Task<SentMessage?> FindAsync(string reference, CancellationToken cancellationToken);

    /// <summary>Records that a message reached its receiver, and that the address works. Idempotent.</summary>
    Task ProveAsync(SentMessage message, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>Records that a provider could not deliver a message, which is then due at once for the next channel.</summary>
    Task RejectAsync(SentMessage message, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>Counts the messages that wait.</summary>
    Task<IReadOnlyList<WaitingMessages>> CountWaitingAsync(CancellationToken cancellationToken);

    /// <summary>Deletes messages that expired before a moment, at most so many. Returns how many.</summary>
    Task<int> DeleteExpiredAsync(DateTimeOffset before, int limit, CancellationToken cancellationToken);
}

/// <summary>Where people are reached. Each method is one transaction.</summary>
public interface IContacts
{
    /// <summary>Stores a contact in place of the one that the person had on that channel.</summary>
    Task PutAsync(Contact contact, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>Removes a contact. Idempotent.</summary>
    /// <param name="person">The person.</param>
    /// <param name="channel">The channel.</param>
    /// <param name="only">Only if it still is this one; <c>null</c> for any.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task RemoveAsync(EntrantId person, Channel channel, SealedContent? only, CancellationToken cancellationToken);

    /// <summary>Reads the contacts of a person.</summary>
    Task<IReadOnlyList<Contact>> ReadAsync(EntrantId person, CancellationToken cancellationToken);

    /// <summary>Counts a failure of an address.</summary>
    Task CountFailureAsync(EntrantId person, Channel channel, CancellationToken cancellationToken);

    /// <summary>Counts the addresses that are marked as not working, by channel.</summary>
    Task<IReadOnlyDictionary<Channel, long>> CountMarkedAsync(CancellationToken cancellationToken);
}

/// <summary>A message as the outbox knows it, without its content.</summary>
/// <param name="Id">The id.</param>
/// <param name="Lane">The lane.</param>
/// <param name="Kind">What it says.</param>
/// <param name="Person">Whose contacts it goes to; <c>null</c> for a text.</param>
/// <param name="About">Whom it is about; <c>null</c> for a text.</param>
/// <param name="Subject">The number of the prompt or of the call; otherwise 0.</param>
/// <param name="State">How far it has come.</param>
/// <param name="Channel">The channel that it went by last; <c>null</c> if it was not sent yet.</param>
public sealed record SentMessage(
    MessageId Id, Lane Lane, MessageKind Kind, EntrantId? Person, EntrantId? About, int Subject, MessageState State,
    Channel? Channel);

/// <summary>How many messages wait in a lane.</summary>
/// <param name="Lane">The lane.</param>
/// <param name="Channel">The channel that they went by last; <c>null</c> if they were not sent yet.</param>
/// <param name="Count">How many.</param>
/// <param name="OldestAt">When the oldest of them was added.</param>
public sealed record WaitingMessages(Lane Lane, Channel? Channel, long Count, DateTimeOffset OldestAt);

/// <summary>The secrets of the channels. They stand outside the database and are the same on all servers.</summary>
public interface IChannelKeys
{
    /// <summary>The private key by which this installation identifies itself to push services: 32 bytes on P-256.</summary>
    ReadOnlySpan<byte> PushKey { get; }

    /// <summary>Computes the HMAC-SHA256 of a message: 32 bytes.</summary>
    void Authenticate(ReadOnlySpan<byte> message, Span<byte> destination);
}
