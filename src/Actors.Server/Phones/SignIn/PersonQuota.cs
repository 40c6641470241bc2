using Actors.Domain.Entrants;
using Microsoft.AspNetCore.SignalR;

namespace Actors.Server.Phones.SignIn;

/// <summary>What the phones of one person may use of this server, over all their connections. Thread-safe.</summary>
internal sealed class PersonQuota(EntrantHubOptions options, TimeProvider wall)
{
    private const int RenewalsPerDay = 4;

    private readonly Lock _gate = new();
    private readonly List<SignedIn> _connections = [];
    private Budget? _calls;
    private Budget? _renewals;
    private Budget? _connects;
    private Budget?[]? _failures;
    private bool _hasEnded;
    private bool _isQueued;

    /// <summary>What the person of a connection may use.</summary>
    public static PersonQuota Of(HubCallerContext connection) =>
        connection.Items.TryGetValue(typeof(PersonQuota), out var quota) && quota is PersonQuota known
            ? known
            : throw new InvalidOperationException("The connection has not entered.");

    /// <summary>The messages that they may still send.</summary>
    public Budget Messages { get; } = new(options.MessageBurst, options.MessagesPerSecond, wall);

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

    /// <summary>
    /// Whether a message that was refused because the budget is empty is to be recorded as an attempt to answer: one a second of
    /// each kind, because each costs a call of the grain, and the first of them counts for all.
    /// </summary>
    public bool TryTakeFailure(AnswerKind kinds)
    {
        lock (_gate)
        {
            _failures ??= new Budget?[(int)AnswerKind.Any + 1];
            return (_failures[(int)kinds] ??= new(1, 1, wall)).TryTake();
        }
    }

    /// <summary>Takes one of the calls that the person may ask for.</summary>
    public bool TryTakeCall() => TryTake(ref _calls, options.CallsPerHour, TimeSpan.FromHours(1));

    /// <summary>Takes one of the requests by which the phones of the person may connect.</summary>
    /// <param name="isTaken">Whether there was one left.</param>
    /// <param name="isGone">Whether the person is to be put on the list of those who have gone, until a phone connects.</param>
    /// <returns><c>false</c> if this quota was forgotten and the person needs another.</returns>
    public bool TryTakeConnect(out bool isTaken, out bool isGone)
    {
        lock (_gate)
        {
            isTaken = TryTake(ref _connects, options.ConnectsPerMinute, TimeSpan.FromMinutes(1));
            isGone = _connections.Count == 0 && !_isQueued && !_hasEnded;
            _isQueued |= isGone;
            return !_hasEnded;
        }
    }

    /// <summary>Takes one of the tokens that the person may renew in a day.</summary>
    public bool TryTakeRenewal() => TryTake(ref _renewals, RenewalsPerDay, TimeSpan.FromDays(1));

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
    /// <returns>Whether the person is to be put on the list of those who have gone.</returns>
    public bool Remove(HubCallerContext connection)
    {
        lock (_gate)
        {
            _connections.RemoveAll(entry => entry.Connection == connection);
            var isGone = _connections.Count == 0 && !_isQueued;
            _isQueued |= isGone;
            return isGone;
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
    /// <returns>Whether it ended, and whether the person stays on the list of those who have gone.</returns>
    public (bool HasEnded, bool StaysQueued) TryEnd()
    {
        lock (_gate)
        {
            var isUsed = _connections.Count > 0;
            _hasEnded |= !isUsed && Messages.IsFull
                && _calls?.IsFull != false && _renewals?.IsFull != false && _connects?.IsFull != false;
            _isQueued = !isUsed && !_hasEnded;
            return (_hasEnded, _isQueued);
        }
    }

    /// <summary>Most people never need these budgets.</summary>
    private bool TryTake(ref Budget? budget, int count, TimeSpan time)
    {
        lock (_gate)
        {
            return (budget ??= new(count, count / time.TotalSeconds, wall)).TryTake();
        }
    }
}

/// <summary>So many at once, and then so many a second: a token bucket. Thread-safe.</summary>
internal sealed class Budget(int burst, double perSecond, TimeProvider time)
{
    private readonly Lock _gate = new();
    private double _left = burst;
    private long _at = time.GetTimestamp();

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

    /// <summary>Takes one; <c>false</c> if the budget is empty.</summary>
    public bool TryTake()
    {
        lock (_gate)
        {
            Refill();
            if (_left < 1)
            {
                return false;
            }

            _left--;
            return true;
        }
    }

    private void Refill()
    {
        var now = time.GetTimestamp();
        _left = Math.Min(burst, _left + time.GetElapsedTime(_at, now).TotalSeconds * perSecond);
        _at = now;
    }
}
