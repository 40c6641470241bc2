using Actors.Domain.Entrants.Stays;
using Actors.Protocol;
using Microsoft.AspNetCore.SignalR;

namespace Actors.Server.Phones;

/// <summary>
/// Sends messages to one phone through a bounded queue. A phone that does not take its messages is disconnected; its next
/// Hello brings what it missed.
/// </summary>
internal sealed partial class PhoneSender : IAsyncDisposable
{
    private readonly HubCallerContext _connection;
    private readonly IPhone _phone;
    private readonly EntrantId _owner;
    private readonly EntrantHubOptions _options;
    private readonly HubMeter _meter;
    private readonly TimeProvider _wall;
    private readonly ILogger _log;
    private readonly OutgoingQueue _queue;

    public PhoneSender(
        HubCallerContext connection, IPhone phone, EntrantId owner, EntrantHubOptions options, HubMeter meter,
        TimeProvider wall, ILogger log)
    {
        (_connection, _phone, _owner, _options) = (connection, phone, owner, options);
        (_meter, _wall, _log) = (meter, wall, log);
        _queue = new(options.QueuedMessages, SendNowAsync);
        meter.RecordConnected();
    }

    /// <summary>Whether the connection is closed.</summary>
    public bool IsClosed => _connection.ConnectionAborted.IsCancellationRequested;

    /// <summary>Queues a message. Disconnects the phone if the queue is full.</summary>
    public void Send(Func<IPhone, Task> message)
    {
        if (!_queue.TryAdd(_ => message(_phone)) && !IsClosed)
        {
            _meter.RecordOverflow();
            LogOverflow(_log, _owner);
            Disconnect();
        }
    }

    /// <summary>Queues a message if no other one waits; otherwise drops it.</summary>
    public void SendIfIdle(Func<IPhone, Task> message) => _queue.TryAddIfEmpty(_ => message(_phone));

    /// <summary>Keeps messages in the queue until <see cref="Release"/>.</summary>
    public void HoldBack() => _queue.HoldBack();

    /// <summary>Sends the messages held back, and later ones at once.</summary>
    public void Release() => _queue.Release();

    /// <summary>Drops the messages that wait.</summary>
    public void Clear() => _queue.Clear();

    /// <summary>Closes the connection. The phone connects again by itself.</summary>
    public void Disconnect() => _connection.Abort();

    /// <summary>Drops the messages that wait and sends nothing more.</summary>
    public async ValueTask DisposeAsync()
    {
        await _queue.DisposeAsync();
        _meter.RecordDisconnected();
    }

    private async Task SendNowAsync(Func<CancellationToken, Task> message, CancellationToken stopping)
    {
        try
        {
            await message(stopping).WaitAsync(_options.SendTimeout, _wall, stopping);
        }
        catch (TimeoutException)
        {
            _meter.RecordStall();
            LogStall(_log, _owner, _options.SendTimeout);
            Disconnect();
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The phone is gone.
        }
        catch (Exception exception)
        {
            LogSendFailed(_log, _owner, exception);
            Disconnect();
        }
    }

    [LoggerMessage(1, LogLevel.Information,
        "Phone of {Person} disconnected: too many messages wait for it. It gets what it missed when it connects again.")]
    private static partial void LogOverflow(ILogger log, EntrantId person);

    [LoggerMessage(2, LogLevel.Information,
        "Phone of {Person} disconnected: it took no message for {Timeout}. It gets what it missed when it connects again.")]
    private static partial void LogStall(ILogger log, EntrantId person, TimeSpan timeout);

    [LoggerMessage(3, LogLevel.Warning,
        "Phone of {Person} disconnected: a message to it failed. It gets what it missed when it connects again.")]
    private static partial void LogSendFailed(ILogger log, EntrantId person, Exception exception);
}
