using System.Collections.Concurrent;
using Actors.Domain.Entrants.Stays;
using Actors.Privacy.Tokens;
using Actors.Storage.Outages;
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
        var features = connection.GetHttpContext()?.Features;
        var token = features?.Get<PhoneToken>() ?? throw new InvalidOperationException("The connection has no token.");
        var signedIn = new SignedIn(connection, token, features.Get<PhoneTokenOwner>()?.ExpiresAt);
        ForgetTwo();
        var person = PhoneIdentity.Of(connection.User).Person;
        PersonQuota quota;
        HubCallerContext? oldest;
        do
        {
            quota = _quotas.GetOrAdd(person, _ => new(options.Value, wall));
        }
        while (!quota.TryAdd(signedIn, options.Value.ConnectionsPerPerson, out oldest));

        connection.Items[typeof(PersonQuota)] = quota;
        if (oldest is not null)
        {
            meter.RecordReplaced();
            oldest.Abort();
        }

        // After adding it: from here on a revocation finds the connection.
        var owner = await tokens.FindAsync(token);
        if (owner is null)
        {
            connection.Abort();
        }
        else if (owner.IsRenewal)
        {
            await tokens.ConfirmRenewalAsync(token);
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
        CloseWhere(other => other.Token.Text == token.Text);
        return revoked;
    }

    /// <summary>Closes the connections that fulfil a condition.</summary>
    public void CloseWhere(Func<SignedIn, bool> condition)
    {
        foreach (var signedIn in _quotas.Values.SelectMany(quota => quota.Connections).Where(condition))
        {
            signedIn.Connection.Abort();
        }
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

/// <summary>A connection that has signed in.</summary>
/// <param name="connection">The connection.</param>
/// <param name="token">The token by which it signed in.</param>
/// <param name="expiresAt">When that expires, by the programme clock; <c>null</c> if never.</param>
internal sealed class SignedIn(HubCallerContext connection, PhoneToken token, DateTimeOffset? expiresAt)
{
    public HubCallerContext Connection { get; } = connection;

    public PhoneToken Token { get; } = token;

    public DateTimeOffset? ExpiresAt { get; } = expiresAt;

    /// <summary>How many messages came that no right app sends.</summary>
    public int Faulty { get; set; }
}

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

/// <summary>
/// Closes the connections of tokens that were revoked by a command, on another server or by a renewal, and of those that have
/// expired.
/// </summary>
internal sealed partial class RevocationWatch(
    SignedInPhones phones, PhoneTokens tokens, IProgrammeTime programme, TimeProvider wall, ILogger<RevocationWatch> log)
    : BackgroundService
{
    /// <summary>How often it looks. A revoked token serves for so long at most.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    /// <summary>How far the clocks of servers may be apart.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(2);

    /// <summary>Looks once.</summary>
    /// <param name="since">From when on revocations matter, by the wall clock.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task LookAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        var revoked = await tokens.ReadRevokedAsync(since, cancellationToken);
        var now = programme.Now;
        phones.CloseWhere(one => one.ExpiresAt <= now || revoked.Contains(one.Token));
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var looked = wall.GetUtcNow();
        using var timer = new PeriodicTimer(Interval, wall);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                var now = wall.GetUtcNow();
                await LookAsync(looked - Overlap, stoppingToken);
                looked = now;
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                LogFailed(exception.GetType().Name);
            }
        }
    }

    [LoggerMessage(LogLevel.Information, "Revoked tokens could not be read ({Reason}); they are read again in a moment.")]
    private partial void LogFailed(string reason);
}
