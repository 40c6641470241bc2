using System.Collections.Frozen;
using System.Threading.Channels;
using Actors.Domain.Outbox;
using Actors.Domain.Protection;
using Actors.Grains.Messages;
using Channel = Actors.Domain.Entrants.Prompts.Channel;

namespace Actors.Notifications.Outbox;

/// <summary>
/// Takes messages into the outbox. What many grains hand over at the same time becomes one transaction.
/// </summary>
internal sealed class Messenger(
    IOutbox outbox, IRecordKeys keys, IEnumerable<IMessageSender> senders, LaneSignals signals, TimeProvider wall) : IMessenger
{
    private readonly bool _isOn = senders.Any(sender => sender.IsOn);
    private readonly Lock _gate = new();
    private List<(OutboxMessage Message, TaskCompletionSource Done)> _waiting = [];
    private bool _isWriting;

    /// <inheritdoc/>
    public Task SendAsync(PersonMessage message)
    {
        if (!_isOn)
        {
            return Task.CompletedTask; // No channel is set up.
        }

        var now = wall.GetUtcNow();
        return AddAsync(new(
            message.Id, message.Lane, message.Kind, message.Person, message.About, message.Subject, now,
            now + message.Validity));
    }

    /// <summary>
    /// Sends a text to an address, such as a code. Both are sealed under the key of a record, and are gone when the message is.
    /// </summary>
    /// <param name="id">The id; a repeat adds nothing.</param>
    /// <param name="lane">The lane.</param>
    /// <param name="record">The record; its key exists.</param>
    /// <param name="text">Address and text.</param>
    /// <param name="validity">How long it is of use.</param>
    public async Task SendTextAsync(MessageId id, Lane lane, RecordId record, AddressedText text, TimeSpan validity)
    {
        SealedContent content;
        using (var key = await keys.OpenAsync(record))
        {
            content = new(record, key.SealText(text.ToJson(), SealPurpose.Message));
        }

        var now = wall.GetUtcNow();
        await AddAsync(new(id, lane, MessageKind.Text, null, null, 0, now, now + validity) { Content = content });
    }

    /// <summary>
    /// Sends a text to an address that stands sealed in a record, under whose key both are sealed. Without an address nothing is
    /// sent.
    /// </summary>
    /// <param name="id">The id; a repeat adds nothing.</param>
    /// <param name="lane">The lane.</param>
    /// <param name="address">The address.</param>
    /// <param name="text">The text, without an address.</param>
    /// <param name="validity">How long it is of use.</param>
    public async Task SendTextAsync(
        MessageId id, Lane lane, SealedContent address, AddressedText text, TimeSpan validity)
    {
        if (!address.Value.IsEmpty)
        {
            string opened;
            using (var key = await keys.OpenAsync(address.Record))
            {
                opened = key.OpenText(address.Value, ContactBook.PurposeOf(text.Channel));
            }

            await SendTextAsync(id, lane, address.Record, text with { Address = opened }, validity);
        }
    }

    private Task AddAsync(OutboxMessage message)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            _waiting.Add((message, done));
            if (!_isWriting)
            {
                _isWriting = true;
                _ = Task.Run(WriteAsync); // Ends when nothing waits; each caller awaits the write of its own message.
            }
        }

        return done.Task;
    }

    private async Task WriteAsync()
    {
        while (true)
        {
            List<(OutboxMessage Message, TaskCompletionSource Done)> batch;
            lock (_gate)
            {
                if (_waiting.Count == 0)
                {
                    _isWriting = false;
                    return;
                }

                batch = _waiting.Count <= Domain.Limits.RecordBatch ? _waiting : _waiting[..Domain.Limits.RecordBatch];
                _waiting = _waiting[batch.Count..];
            }

            await WriteAsync(batch);
        }
    }

    private async Task WriteAsync(List<(OutboxMessage Message, TaskCompletionSource Done)> batch)
    {
        try
        {
            var added = await outbox.AddAsync([.. batch.Select(one => one.Message)], CancellationToken.None);
            foreach (var lane in added > 0 ? batch.Select(one => one.Message.Lane).Distinct() : [])
            {
                signals.Raise(lane);
            }

            batch.ForEach(one => one.Done.SetResult());
        }
        catch (Exception exception)
        {
            batch.ForEach(one => one.Done.SetException(exception)); // Those who handed over try again.
        }
    }
}

/// <summary>A text for an address.</summary>
/// <param name="Channel">SMS or mail.</param>
/// <param name="Address">The number in the form of E.164, or the e-mail address.</param>
/// <param name="Language">The tag of its language.</param>
/// <param name="Title">The subject of a mail.</param>
/// <param name="Body">The text.</param>
public sealed record AddressedText(Channel Channel, string Address, string Language, string Title, string Body)
{
    /// <summary>Names the channel only.</summary>
    public override string ToString() => $"text by {Channel}";

    internal string ToJson() => System.Text.Json.JsonSerializer.Serialize(this);

    internal static AddressedText Parse(string json) => System.Text.Json.JsonSerializer.Deserialize<AddressedText>(json)!;
}

/// <summary>Wakes the workers of lanes when messages were added on this server. Others find them when they next look.</summary>
internal sealed class LaneSignals
{
    private readonly FrozenDictionary<Lane, Channel<bool>> _signals = Enum.GetValues<Lane>().ToFrozenDictionary(
        lane => lane,
        _ => System.Threading.Channels.Channel.CreateBounded<bool>(
            new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite })); // One is enough to look once.

    /// <summary>Wakes the worker of a lane.</summary>
    public void Raise(Lane lane) => _signals[lane].Writer.TryWrite(true);

    /// <summary>Waits until the worker is woken, or for a time.</summary>
    public async Task WaitAsync(Lane lane, TimeSpan atMost, TimeProvider wall, CancellationToken stop)
    {
        using var pause = new CancellationTokenSource(atMost, wall);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(pause.Token, stop);
        try
        {
            await _signals[lane].Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            // Time to look.
        }
    }
}
