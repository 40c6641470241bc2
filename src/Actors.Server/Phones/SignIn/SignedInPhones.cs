using System.Collections.Concurrent;
using Actors.Domain.Entrants.Stays;
using Actors.Privacy.Tokens;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;

namespace Actors.Server.Phones.SignIn;

/// <summary>
/// The connections of phones to this server, and what each person may use of it. Revoking a token closes its connections here;
/// those to other servers end when they next connect.
/// </summary>
internal sealed class SignedInPhones(
    PhoneTokens tokens, IOptions<EntrantHubOptions> options, HubMeter meter, TimeProvider wall)
{
    private readonly ConcurrentDictionary<EntrantId, PersonQuota> _quotas = [];

    /// <summary>People without a connection whose quotas are not full again.</summary>
    private readonly ConcurrentQueue<EntrantId> _gone = [];

    /// <summary>
    /// Adds a connection. Closes it if its token was revoked meanwhile, and the oldest of its person if there are too many.
    /// </summary>
    public async Task EnterAsync(HubCallerContext connection)
    {
        var token = connection.GetHttpContext()?.Features.Get<PhoneToken>()
            ?? throw new InvalidOperationException("The connection has no token.");
        ForgetTwo();
        var person = PhoneIdentity.Of(connection.User).Person;
        PersonQuota quota;
        HubCallerContext? oldest;
        do
        {
            quota = _quotas.GetOrAdd(person, _ => new(options.Value, wall));
        }
        while (!quota.TryAdd(connection, token, options.Value.ConnectionsPerPerson, out oldest));

        connection.Items[typeof(PersonQuota)] = quota;
        if (oldest is not null)
        {
            meter.RecordReplaced();
            oldest.Abort();
        }

        // After adding it: from here on a revocation finds the connection.
        if (await tokens.FindAsync(token) is null)
        {
            connection.Abort();
        }
    }

    /// <summary>Removes a connection.</summary>
    public void Leave(HubCallerContext connection)
    {
        var person = PhoneIdentity.Of(connection.User).Person;
        if (_quotas.TryGetValue(person, out var quota) && quota.Remove(connection) == 0)
        {
            _gone.Enqueue(person);
        }
    }

    /// <summary>Revokes a token and closes its connections.</summary>
    /// <returns><c>false</c> if the token is unknown or was revoked before.</returns>
    public async Task<bool> RevokeAsync(PhoneToken token, CancellationToken cancellationToken = default)
    {
        var revoked = await tokens.RevokeAsync(token, cancellationToken);
        foreach (var connection in _quotas.Values.SelectMany(quota => quota.ConnectionsOf(token)))
        {
            connection.Abort();
        }

        return revoked;
    }

    /// <summary>Forgets people who have gone. Two for each who comes: so nobody's quota is new because of a reconnect.</summary>
    private void ForgetTwo()
    {
        for (var count = 0; count < 2 && _gone.TryDequeue(out var person); count++)
        {
            if (_quotas.TryGetValue(person, out var quota) && !quota.IsUsed)
            {
                if (quota.TryEnd())
                {
                    _quotas.TryRemove(person, out _);
                }
                else
                {
                    _gone.Enqueue(person);
                }
            }
        }
    }
}

/// <summary>What the phones of one person may use of this server, over all their connections. Thread-safe.</summary>
internal sealed class PersonQuota(EntrantHubOptions options, TimeProvider wall)
{
    private const int SecondsPerHour = 3_600;

    private readonly Lock _gate = new();
    private readonly List<(HubCallerContext Connection, PhoneToken Token, int Faulty)> _connections = [];
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

    /// <summary>Takes one of the calls that the person may ask for.</summary>
    public bool TryTakeCall() => _calls.TryTake(out _);

    /// <summary>Adds a connection.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="token">The token with which it signed in.</param>
    /// <param name="max">The most connections.</param>
    /// <param name="oldest">The connection to close, because there are more; otherwise <c>null</c>.</param>
    /// <returns><c>false</c> if this quota was forgotten and the person needs another.</returns>
    public bool TryAdd(HubCallerContext connection, PhoneToken token, int max, out HubCallerContext? oldest)
    {
        lock (_gate)
        {
            _connections.Add((connection, token, 0));
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

    /// <summary>The connections that signed in with a token.</summary>
    public IReadOnlyList<HubCallerContext> ConnectionsOf(PhoneToken token)
    {
        lock (_gate)
        {
            return [.. _connections.Where(entry => entry.Token.Text == token.Text).Select(entry => entry.Connection)];
        }
    }

    /// <summary>Counts a message that no right app sends.</summary>
    /// <returns>How many there were on this connection.</returns>
    public int CountFaulty(HubCallerContext connection)
    {
        lock (_gate)
        {
            var index = _connections.FindIndex(entry => entry.Connection == connection);
            if (index < 0)
            {
                return 0;
            }

            var entry = _connections[index];
            _connections[index] = entry with { Faulty = entry.Faulty + 1 };
            return entry.Faulty + 1;
        }
    }

    /// <summary>Ends the quota if there is no connection and nothing of it is used up.</summary>
    public bool TryEnd()
    {
        lock (_gate)
        {
            _hasEnded |= _connections.Count == 0 && Messages.IsFull && _calls.IsFull;
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
