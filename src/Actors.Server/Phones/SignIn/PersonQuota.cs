using Microsoft.AspNetCore.SignalR;

namespace Actors.Server.Phones.SignIn;

/// <summary>What the phones of one person may use of this server, over all their connections. Thread-safe.</summary>
internal sealed class PersonQuota(EntrantHubOptions options, TimeProvider wall)
{
    private const int SecondsPerHour = 3_600;
    private const int RenewalsPerDay = 4;

    private readonly Lock _gate = new();
    private readonly List<SignedIn> _connections = [];
    private readonly Budget _renewals = new(RenewalsPerDay, (double)RenewalsPerDay / (24 * SecondsPerHour), wall);
    private readonly Budget _calls = new(options.CallsPerHour, (double)options.CallsPerHour / SecondsPerHour, wall);
    private bool _hasEnded;

    /// <summary>What the person of a connection may use.</summary>
    public static PersonQuota Of(HubCallerContext connection) =>
        connection.Items.TryGetValue(typeof(PersonQuota), out var quota) && quota is PersonQuota known
            ? known
            : throw new InvalidOperationException("The connection has not entered.");

    /// <summary>The messages that they may still send.</summary>
    public Budget Messages { get; } = new(options.MessageBurst, options.MessagesPerSecond, wall);

    /// <summary>Whether there is a connection.</summary>
    public bool IsUsed
    {
        get
        {
            lock (_gate)
            {
                return _connections.Count > 0;
            }
        }
    }

    /// <summary>The connections, at this moment.</summary>
    public IReadOnlyList<SignedIn> Connections
    {
        get
        {
            lock (_gate)
            {
                return [.. _connections];
            }
        }
    }

    /// <summary>Takes one of the calls that the person may ask for.</summary>
    public bool TryTakeCall() => _calls.TryTake(out _);

    /// <summary>Takes one of the tokens that the person may renew in a day.</summary>
    public bool TryTakeRenewal() => _renewals.TryTake(out _);

    /// <summary>Adds a connection.</summary>
    /// <param name="signedIn">The connection.</param>
    /// <param name="max">The most connections.</param>
    /// <param name="oldest">The connection to close, because there are more; otherwise <c>null</c>.</param>
    /// <returns><c>false</c> if this quota was forgotten and the person needs another.</returns>
    public bool TryAdd(SignedIn signedIn, int max, out HubCallerContext? oldest)
    {
        lock (_gate)
        {
            _connections.Add(signedIn);
            oldest = _connections.Count > max ? _connections[0].Connection : null;
            if (oldest is not null)
            {
                _connections.RemoveAt(0);
            }

            return !_hasEnded;
        }
    }

    /// <summary>Removes a connection.</summary>
    /// <returns>How many are left.</returns>
    public int Remove(HubCallerContext connection)
    {
        lock (_gate)
        {
            _connections.RemoveAll(entry => entry.Connection == connection);
            return _connections.Count;
        }
    }

    /// <summary>Counts a message that no right app sends.</summary>
    /// <returns>How many there were on this connection.</returns>
    public int CountFaulty(HubCallerContext connection)
    {
        lock (_gate)
        {
            return _connections.Find(entry => entry.Connection == connection) is { } found ? ++found.Faulty : 0;
        }
    }

    /// <summary>Ends the quota if there is no connection and nothing of it is used up.</summary>
    public bool TryEnd()
    {
        lock (_gate)
        {
            _hasEnded |= _connections.Count == 0 && Messages.IsFull && _calls.IsFull && _renewals.IsFull;
            return _hasEnded;
        }
    }
}

/// <summary>So many at once, and then so many a second: a token bucket. Thread-safe.</summary>
internal sealed class Budget(int burst, double perSecond, TimeProvider time)
{
    private readonly Lock _gate = new();
    private double _left = burst;
    private long _at = time.GetTimestamp();
    private bool _wasEmpty;

    /// <summary>Whether nothing of it is used up.</summary>
    public bool IsFull
    {
        get
        {
            lock (_gate)
            {
                Refill();
                return _left >= burst;
            }
        }
    }

    /// <summary>Takes one.</summary>
    /// <param name="isFlood">Whether it was refused before and nothing was taken since.</param>
    /// <returns><c>false</c> if the budget is empty.</returns>
    public bool TryTake(out bool isFlood)
    {
        lock (_gate)
        {
            Refill();
            isFlood = _left < 1 && _wasEmpty;
            _wasEmpty = _left < 1;
            _left -= _wasEmpty ? 0 : 1;
            return !_wasEmpty;
        }
    }

    private void Refill()
    {
        var now = time.GetTimestamp();
        _left = Math.Min(burst, _left + time.GetElapsedTime(_at, now).TotalSeconds * perSecond);
        _at = now;
    }
}
