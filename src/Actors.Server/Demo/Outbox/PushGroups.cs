using System.Collections.Concurrent;
using System.Threading.Channels;
using Actors.Protocol.Messages;

namespace Actors.Server.Demo.Outbox;

/// <summary>Messages for phones that are simulated elsewhere. They share one line.</summary>
internal sealed class MessageLine<T>(TimeProvider wall)
{
    private const int MaxWaiting = 100_000;
    private const int MaxAtOnce = 1_000;
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    private readonly Channel<T> _waiting = Channel.CreateBounded<T>(
        new BoundedChannelOptions(MaxWaiting) { FullMode = BoundedChannelFullMode.DropOldest });

    /// <summary>Adds a message. When too many wait, the oldest is dropped; it has no proof.</summary>
    public void Add(T message) => _waiting.Writer.TryWrite(message);

    /// <summary>Waits for messages.</summary>
    /// <returns>The messages; empty if none came for a while.</returns>
    public async Task<IReadOnlyList<T>> ReadAsync(CancellationToken cancellationToken)
    {
        using var pause = new CancellationTokenSource(LongestWait, wall);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(pause.Token, cancellationToken);
        var messages = new List<T>();
        try
        {
            await _waiting.Reader.WaitToReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return messages;
        }

        while (messages.Count < MaxAtOnce && _waiting.Reader.TryRead(out var message))
        {
            messages.Add(message);
        }

        return messages;
    }
}

/// <summary>
/// Phones of a load test behind the local push service. They share one line, as real phones have one to their push service: it
/// gives what came for any of them.
/// </summary>
internal sealed class PushGroups(LocalPushService service, TimeProvider wall)
{
    private readonly ConcurrentDictionary<string, MessageLine<PushMessage>> _groups = new();

    /// <summary>Makes the subscription of a phone of a group.</summary>
    public PushSubscription Subscribe(string group, Uri server)
    {
        var line = LineOf(group);
        return service.Subscribe(server, message =>
        {
            line.Add(message);
            return Task.CompletedTask;
        });
    }

    /// <summary>Waits for pushes to phones of a group.</summary>
    /// <returns>The pushes; empty if none came for a while.</returns>
    public Task<IReadOnlyList<PushMessage>> ReadAsync(string group, CancellationToken cancellationToken) =>
        LineOf(group).ReadAsync(cancellationToken);

    private MessageLine<PushMessage> LineOf(string group) => _groups.GetOrAdd(group, _ => new(wall));
}
