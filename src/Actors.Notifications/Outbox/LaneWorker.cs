using System.Threading.Channels;
using Actors.Domain.Outbox;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Actors.Notifications.Outbox;

/// <summary>
/// Sends the messages of one lane: claims what is due, sends several at once, and stores what came of them together. Each lane
/// has a worker of its own on each server; claims keep servers from sending the same message.
/// </summary>
internal sealed partial class LaneWorker : BackgroundService
{
    /// <summary>How many messages are claimed at once. To claim them takes about as long as to send them.</summary>
    private const int ClaimedAtOnce = 512;

    /// <summary>How long a claim holds: longer than all attempts of one message take.</summary>
    private static readonly TimeSpan ClaimTime = TimeSpan.FromMinutes(1);

    /// <summary>How often the worker looks for what other servers added and what is to be tried again.</summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(5);

    private readonly Lane _lane;
    private readonly IOutbox _outbox;
    private readonly MessageDelivery _delivery;
    private readonly LaneSignals _signals;
    private readonly TimeProvider _wall;
    private readonly ILogger _log;
    private readonly int _concurrency;
    private readonly SemaphoreSlim _slots;
    private readonly Channel<MessageResult> _results = Channel.CreateUnbounded<MessageResult>(); // As many as slots at most.

    public LaneWorker(
        Lane lane, IOutbox outbox, MessageDelivery delivery, LaneSignals signals, IOptions<MessengerOptions> options,
        TimeProvider wall, ILogger<LaneWorker> log)
    {
        (_lane, _outbox, _delivery, _signals, _wall, _log) = (lane, outbox, delivery, signals, wall, log);
        _concurrency = options.Value.Concurrency;
        _slots = new(_concurrency);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _slots.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield(); // The start of the server does not wait for it.
        var storing = StoreResultsAsync();
        try
        {
            var claiming = ClaimAsync(stoppingToken);
            while (true)
            {
                var batch = await claiming;
                var isFull = batch.Messages.Count == ClaimedAtOnce;
                if (isFull)
                {
                    claiming = Task.Run(() => ClaimAsync(stoppingToken), stoppingToken); // The next, while these are sent.
                }

                await WorkAsync(batch, stoppingToken);
                claiming = isFull ? claiming : ClaimAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            for (var slot = 0; slot < _concurrency; slot++)
            {
                await _slots.WaitAsync(CancellationToken.None); // What is on its way ends: attempts have a time-out.
            }
        }

        _results.Writer.Complete();
        await storing;
    }

    private async Task<Batch> ClaimAsync(CancellationToken stop)
    {
        try
        {
            var now = _wall.GetUtcNow();
            var claimed = await _outbox.ClaimAsync(_lane, ClaimedAtOnce, now, now + ClaimTime, stop);
            await _delivery.PrepareAsync(claimed, stop);
            return new(claimed, now + ClaimTime / 2);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogUnreadable(_lane, exception.GetType().Name);
            await Task.Delay(AfterFailure, _wall, stop);
            return new([], default);
        }
    }

    private async Task WorkAsync(Batch batch, CancellationToken stop)
    {
        foreach (var message in batch.Messages)
        {
            await _slots.WaitAsync(stop);
            if (_wall.GetUtcNow() > batch.StartBy)
            {
                _slots.Release();
                return; // Others were slow. The claims lapse, and then these messages are claimed again.
            }

            _ = SendAsync(message); // Gives the slot back when its result is stored.
        }

        if (batch.Messages.Count == 0)
        {
            await _signals.WaitAsync(_lane, LookEvery, _wall, stop);
        }
    }

    private async Task SendAsync(ClaimedMessage message)
    {
        MessageResult result;
        try
        {
            await Task.Yield();
            result = await _delivery.SendAsync(message, CancellationToken.None);
        }
        catch (Exception exception)
        {
            LogFailed(message.Message.Kind, exception.GetType().Name);
            result = new(
                message.Message.Id, message.Claim, message.State, message.Channel, _delivery.NextTry(message.Tries, null),
                _wall.GetUtcNow());
        }

        _results.Writer.TryWrite(result);
    }

    private async Task StoreResultsAsync()
    {
        var batch = new List<MessageResult>();
        while (await _results.Reader.WaitToReadAsync())
        {
            while (batch.Count < Domain.Limits.RecordBatch && _results.Reader.TryRead(out var result))
            {
                batch.Add(result);
            }

            try
            {
                await _outbox.CompleteAsync(batch, CancellationToken.None);
            }
            catch (Exception exception)
            {
                // The claims lapse, and the messages go out again under the same id, which the receiver knows.
                LogNotStored(batch.Count, _lane, exception.GetType().Name);
            }

            _slots.Release(batch.Count);
            batch.Clear();
        }
    }

    /// <summary>Messages that are claimed, and until when to begin to send one: its attempts must end before the claim.</summary>
    private sealed record Batch(IReadOnlyList<ClaimedMessage> Messages, DateTimeOffset StartBy);

    [LoggerMessage(LogLevel.Warning,
        "Messages of lane {Lane} cannot be read ({Reason}); the server tries again in a moment. Nothing is lost.")]
    private partial void LogUnreadable(Lane lane, string reason);

    [LoggerMessage(LogLevel.Warning, "A message ({Kind}) could not be sent ({Reason}); it is tried again.")]
    private partial void LogFailed(MessageKind kind, string reason);

    [LoggerMessage(LogLevel.Warning,
        "What came of {Count} messages of lane {Lane} could not be stored ({Reason}). They may be sent again; "
        + "phones show them once.")]
    private partial void LogNotStored(int count, Lane lane, string reason);
}

/// <summary>
/// Deletes messages some time after they have expired, and counts those that wait. Each server does it; deleting twice is
/// harmless.
/// </summary>
internal sealed partial class OutboxKeeper(
    IOutbox outbox, IContacts contacts, MessageMeters meters, IOptions<MessengerOptions> options, TimeProvider wall,
    ILogger<OutboxKeeper> log) : BackgroundService
{
    private const int DeletedAtOnce = 1_000;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    /// <summary>Does it once.</summary>
    internal async Task KeepAsync(CancellationToken cancellationToken)
    {
        while (await outbox.DeleteExpiredAsync(wall.GetUtcNow() - options.Value.Kept, DeletedAtOnce, cancellationToken)
            == DeletedAtOnce)
        {
            // More are to go.
        }

        meters.Report(await outbox.CountWaitingAsync(cancellationToken), await contacts.CountMarkedAsync(cancellationToken));
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, wall);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await KeepAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                LogFailed(exception.GetType().Name);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "Expired messages could not be deleted ({Reason}); the server tries again in a moment.")]
    private partial void LogFailed(string reason);
}
