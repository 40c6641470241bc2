using System.Collections.Concurrent;
using System.Threading.Channels;
using Actors.Protocol.Messages;

namespace Actors.Server.Demo.Outbox;

/// <summary>
/// Phones of a load test behind the local push service. They share one line, as real phones have one to their push service: it
/// gives what came for any of them.
/// </summary>
internal sealed class PushGroups(LocalPushService service, TimeProvider wall)
{
    private const int MaxWaiting = 100_000;
    private const int MaxAtOnce = 1_000;
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);
    private readonly ConcurrentDictionary<string, Channel<PushMessage>> _groups = new();

    /// <summary>Makes the subscription of a phone of a group.</summary>
    public PushSubscription Subscribe(string group, Uri server)
    {
        var line = LineOf(group);
        return service.Subscribe(server, message =>
        {
            line.Writer.TryWrite(message);
            return Task.CompletedTask;
        });
    }

    /// <summary>Waits for pushes to phones of a group.</summary>
    /// <returns>The pushes; empty if none came for a while.</returns>
    public async Task<IReadOnlyList<PushMessage>> ReadAsync(string group, CancellationToken cancellationToken)
    {
        var line = LineOf(group).Reader;
        using var pause = new CancellationTokenSource(LongestWait, wall);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(pause.Token, cancellationToken);
        var messages = new List<PushMessage>();
        try
        {
            await line.WaitToReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return messages;
        }

        while (messages.Count < MaxAtOnce && line.TryRead(out var message))
        {
            messages.Add(message);
        }

        return messages;
    }

    private Channel<PushMessage> LineOf(string group) => _groups.GetOrAdd(group, static _ =>
        Channel.CreateBounded<PushMessage>(
            new BoundedChannelOptions(MaxWaiting) { FullMode = BoundedChannelFullMode.DropOldest }));
}
