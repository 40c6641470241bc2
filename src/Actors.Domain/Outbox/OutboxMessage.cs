using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Actors.Domain.Entrants.Prompts;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Protection;

namespace Actors.Domain.Outbox;

/// <summary>
/// The id of a message. It comes from what caused the message, so that a cause that is carried out again is recognised, and
/// receivers drop what they have.
/// </summary>
public readonly record struct MessageId(Guid Value)
{
    /// <summary>The length of the binary form in bytes.</summary>
    public const int ByteCount = 16;

    /// <summary>The id for a cause, the same for the same words.</summary>
    public static MessageId Of(string cause)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(cause), hash);
        return new(new Guid(hash[..ByteCount], bigEndian: true));
    }

    /// <summary>Returns 32 lower-case hexadecimal digits.</summary>
    public override string ToString() => Value.ToString("N");
}

/// <summary>
/// A lane of the outbox. Each has a worker of its own, so a flood in one delays no other. The numbers are stored.
/// </summary>
public enum Lane : byte
{
    /// <summary>Calls that ring, and codes that are about to expire.</summary>
    Calls = 1,

    /// <summary>Prompts and reminders.</summary>
    Reminders = 2,

    /// <summary>What can wait.</summary>
    News = 3,
}

/// <summary>What a message says. The numbers are stored.</summary>
public enum MessageKind : byte
{
    /// <summary>A prompt.</summary>
    Prompt = 1,

    /// <summary>A reminder of a prompt.</summary>
    Reminder = 2,

    /// <summary>The question whether the person is well, after contact was lost.</summary>
    WellBeing = 3,

    /// <summary>The notice of a call that is about to ring.</summary>
    CallNotice = 4,

    /// <summary>A call that rings.</summary>
    CallRing = 5,

    /// <summary>A text that the sender wrote, to an address that the sender names.</summary>
    Text = 6,

    /// <summary>A test of push at the airport. The subject is the number of the attempt.</summary>
    PushTest = 7,

    /// <summary>The reminder to keep location history and exposure app on.</summary>
    SettingReminder = 8,
}

/// <summary>How far a message has come. The numbers are stored.</summary>
public enum MessageState : byte
{
    /// <summary>It waits to be sent, or to be tried again.</summary>
    Waiting = 0,

    /// <summary>A provider has taken it. That proves nothing yet.</summary>
    Accepted = 1,

    /// <summary>It reached the phone: the phone, or the handset, said so.</summary>
    Proved = 2,

    /// <summary>No channel could carry it.</summary>
    Failed = 3,

    /// <summary>It was not needed any more, or its time was over.</summary>
    Dropped = 4,
}

/// <summary>A message to be sent. It holds nothing personal in the clear.</summary>
/// <param name="Id">The id.</param>
/// <param name="Lane">The lane.</param>
/// <param name="Kind">What it says.</param>
/// <param name="Person">Whose contacts it goes to; <c>null</c> for a <see cref="MessageKind.Text"/>.</param>
/// <param name="About">Whom it is about: the person, or a companion; <c>null</c> for a <see cref="MessageKind.Text"/>.</param>
/// <param name="Subject">The number of the prompt (<see cref="PromptNumber.Value"/>), of the call, or of the test; otherwise 0.</param>
/// <param name="DueAt">When it is to be sent, by the wall clock.</param>
/// <param name="ExpiresAt">From when on it is of no use, by the wall clock.</param>
public sealed record OutboxMessage(
    MessageId Id, Lane Lane, MessageKind Kind, EntrantId? Person, EntrantId? About, int Subject, DateTimeOffset DueAt,
    DateTimeOffset ExpiresAt)
{
    /// <summary>
    /// Address and text of a <see cref="MessageKind.Text"/>; <c>null</c> for others, whose text is made when they are sent.
    /// </summary>
    public SealedContent? Content { get; init; }
}

/// <summary>Something sealed under the key of a record.</summary>
/// <param name="Record">The record.</param>
/// <param name="Value">What is sealed.</param>
public sealed record SealedContent(RecordId Record, Sealed Value);

/// <summary>A message that a worker of this server sends now. Other servers leave it alone until the claim lapses.</summary>
/// <param name="Message">The message.</param>
/// <param name="Claim">The number of the claim.</param>
/// <param name="State">How far it has come.</param>
/// <param name="Channel">The channel that it went by last; <c>null</c> if it was not sent yet.</param>
/// <param name="Tries">How often it was claimed, this time included.</param>
/// <param name="Contacts">The contacts of the person.</param>
public sealed record ClaimedMessage(
    OutboxMessage Message, long Claim, MessageState State, Channel? Channel, int Tries, IReadOnlyList<Contact> Contacts);

/// <summary>What came of a claimed message.</summary>
/// <param name="Id">The id of the message.</param>
/// <param name="Claim">The number of the claim.</param>
/// <param name="State">How far it has come now.</param>
/// <param name="Channel">The channel that it went by; <c>null</c> if by none yet.</param>
/// <param name="DueAt">When it is looked at again; <c>null</c> if never.</param>
/// <param name="At">When, by the wall clock.</param>
/// <param name="Reference">The provider's name for the message; <c>null</c> if it gave none.</param>
public sealed record MessageResult(
    MessageId Id, long Claim, MessageState State, Channel? Channel, DateTimeOffset? DueAt, DateTimeOffset At,
    string? Reference = null);

/// <summary>Where a person is reached.</summary>
/// <param name="Person">The person.</param>
/// <param name="Channel">The channel.</param>
/// <param name="Address">The address: a push subscription, a telephone number or an e-mail address, sealed.</param>
/// <param name="Language">The tag of the language in which the person reads.</param>
/// <param name="Failures">How often in a row the provider could not deliver.</param>
public sealed record Contact(EntrantId Person, Channel Channel, SealedContent Address, string Language, int Failures = 0)
{
    /// <summary>So many failures in a row mark an address: nothing is sent to it until it is given again or answers.</summary>
    public const int MarkedAfter = 5;

    /// <summary>Whether the address is marked as not working.</summary>
    public bool IsMarked => Failures >= MarkedAfter;
}

/// <summary>
/// The handle by which a phone confirms a message: 32 bytes in base64url, the id and 128 bits of HMAC-SHA256. It proves that
/// the message was read by its receiver, and is not stored.
/// </summary>
public static class MessageHandle
{
    private const int ProofBytes = 16;

    private static ReadOnlySpan<byte> Label => "message"u8;

    /// <summary>Creates the handle of a message.</summary>
    public static string Issue(IChannelKeys keys, MessageId id)
    {
        Span<byte> bytes = stackalloc byte[MessageId.ByteCount + ProofBytes];
        Write(keys, id, bytes);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>Reads a handle. Returns <c>false</c> if this server never issued it.</summary>
    public static bool TryRead(IChannelKeys keys, string? text, out MessageId id)
    {
        id = default;
        Span<byte> given = stackalloc byte[MessageId.ByteCount + ProofBytes];
        if (text is null || Base64Url.DecodeFromChars(text, given, out _, out var written) != OperationStatus.Done
            || written != given.Length)
        {
            return false;
        }

        var claimed = new MessageId(new Guid(given[..MessageId.ByteCount], bigEndian: true));
        Span<byte> genuine = stackalloc byte[given.Length];
        Write(keys, claimed, genuine);
        var isGenuine = CryptographicOperations.FixedTimeEquals(given, genuine);
        id = isGenuine ? claimed : default;
        return isGenuine;
    }

    private static void Write(IChannelKeys keys, MessageId id, Span<byte> destination)
    {
        Span<byte> message = stackalloc byte[Label.Length + MessageId.ByteCount];
        Label.CopyTo(message);
        id.Value.TryWriteBytes(message[Label.Length..], bigEndian: true, out _);
        message[Label.Length..].CopyTo(destination);
        Span<byte> proof = stackalloc byte[HMACSHA256.HashSizeInBytes];
        keys.Authenticate(message, proof);
        proof[..ProofBytes].CopyTo(destination[MessageId.ByteCount..]);
    }
}
