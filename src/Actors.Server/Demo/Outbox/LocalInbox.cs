using Actors.Domain.Entrants.Prompts;

namespace Actors.Server.Demo.Outbox;

/// <summary>What the local receivers hold: the newest messages, in memory only.</summary>
internal sealed class LocalInbox(TimeProvider wall)
{
    private const int MaxHeld = 200;
    private readonly Lock _gate = new();
    private readonly LinkedList<HeldMessage> _held = [];
    private long _count;

    /// <summary>How many messages have come.</summary>
    public long Count
    {
        get
        {
            lock (_gate)
            {
                return _count;
            }
        }
    }

    /// <summary>The messages that are held, newest first.</summary>
    public IReadOnlyList<HeldMessage> Read()
    {
        lock (_gate)
        {
            return [.. _held];
        }
    }

    /// <summary>Holds a message. A repeat is noted, not held twice.</summary>
    public void Add(HeldMessage message)
    {
        lock (_gate)
        {
            _count++;
            if (_held.FirstOrDefault(held => held.Id == message.Id && held.Channel == message.Channel) is { } known)
            {
                _held.Find(known)!.Value = known with { Repeats = known.Repeats + 1 };
                return;
            }

            _held.AddFirst(message with { ReceivedAt = wall.GetUtcNow() });
            if (_held.Count > MaxHeld)
            {
                _held.RemoveLast();
            }
        }
    }

    /// <summary>Notes that the receiver confirmed a message.</summary>
    public void MarkConfirmed(string id, Channel channel)
    {
        lock (_gate)
        {
            if (_held.FirstOrDefault(held => held.Id == id && held.Channel == channel) is { } known)
            {
                _held.Find(known)!.Value = known with { IsConfirmed = true };
            }
        }
    }
}

/// <summary>A message that a local receiver holds.</summary>
/// <param name="Id">The id of the message.</param>
/// <param name="Channel">The channel.</param>
/// <param name="To">To whom: a number, an address, or the short name of a phone.</param>
/// <param name="Title">The title; empty for a short message.</param>
/// <param name="Body">The text.</param>
/// <param name="Details">What the protocol said of it, such as urgency and time to live.</param>
internal sealed record HeldMessage(string Id, Channel Channel, string To, string Title, string Body, string Details)
{
    /// <summary>When it came.</summary>
    public DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Whether the receiver confirmed it.</summary>
    public bool IsConfirmed { get; init; }

    /// <summary>How often it came again.</summary>
    public int Repeats { get; init; }
}
