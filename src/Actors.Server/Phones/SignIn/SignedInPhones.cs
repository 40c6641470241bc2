using System.Collections.Concurrent;
using Actors.Domain.Entrants;
using Actors.Domain.Entrants.Stays;
using Actors.Grains.Entrants;
using Actors.Privacy.Tokens;
using Actors.Server.Edge;
using Actors.Storage.Outages;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;

namespace Actors.Server.Phones.SignIn;

/// <summary>
/// The connections of phones to this server, and what each person may use of it. Revoking a token closes its connections here;
/// those to other servers end when they next connect.
/// </summary>
internal sealed partial class SignedInPhones(
    PhoneTokens tokens, IOptions<EntrantHubOptions> options, HubMeter meter, TimeProvider wall, ILogger<SignedInPhones> log)
{
    private readonly ConcurrentDictionary<EntrantId, PersonQuota> _quotas = [];

    /// <summary>People without a connection whose quotas are not full again.</summary>
    private readonly ConcurrentQueue<EntrantId> _gone = [];

    /// <summary>
    /// Takes one of the requests by which the phones of a person may connect: each costs a look at the database, also when no
    /// connection follows.
    /// </summary>
    public bool TryTakeConnect(EntrantId person)
    {
        ForgetTwo();
        bool isTaken;
        bool isGone;
        while (!_quotas.GetOrAdd(person, _ => new(options.Value, wall)).TryTakeConnect(out isTaken, out isGone))
        {
            // It was forgotten in this moment.
        }

        if (isGone)
        {
            _gone.Enqueue(person);
        }

        if (!isTaken)
        {
            meter.RecordRefused();
        }

        return isTaken;
    }

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
        AdmittedConnection.SignIn(connection.GetHttpContext()!);
        if (oldest is not null)
        {
            meter.RecordReplaced();
            oldest.Abort();
        }

        try
        {
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
        catch (Exception exception)
        {
            // An exception here would tell the app never to come back. The old token of a renewal lives a little longer.
            LogNotChecked(exception.GetType().Name);
        }
    }

    /// <summary>Removes a connection.</summary>
    public void Leave(HubCallerContext connection)
    {
        var person = PhoneIdentity.Of(connection.User).Person;
        if (connection.Items.TryGetValue(typeof(PersonQuota), out var quota) && ((PersonQuota)quota!).Remove(connection))
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
    /// <returns>Their people.</returns>
    public IReadOnlyCollection<EntrantId> CloseWhere(Func<SignedIn, bool> condition)
    {
        var people = new HashSet<EntrantId>();
        foreach (var signedIn in _quotas.Values.SelectMany(quota => quota.Connections).Where(condition))
        {
            people.Add(PhoneIdentity.Of(signedIn.Connection.User).Person);
            signedIn.Connection.Abort();
        }

        return people;
    }

    [LoggerMessage(LogLevel.Information,
        "The token of a phone could not be checked again after it connected ({Reason}). It was valid a moment before.")]
    private partial void LogNotChecked(string reason);

    /// <summary>Forgets two people who have gone, for each who comes. Those whose quota is used up stay known.</summary>
    private void ForgetTwo()
    {
        for (var count = 0; count < 2 && _gone.TryDequeue(out var person); count++)
        {
            if (!_quotas.TryGetValue(person, out var quota))
            {
                continue;
            }

            var (hasEnded, staysQueued) = quota.TryEnd();
            if (hasEnded)
            {
                _quotas.TryRemove(new(person, quota));
            }
            else if (staysQueued)
            {
                _gone.Enqueue(person);
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

/// <summary>
/// Closes the connections of tokens that were revoked by a command, on another server or by a renewal, and of those that have
/// expired.
/// </summary>
internal sealed partial class RevocationWatch(
    SignedInPhones phones, PhoneTokens tokens, IGrainFactory grains, IProgrammeTime programme, TimeProvider wall,
    ILogger<RevocationWatch> log)
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
        foreach (var person in phones.CloseWhere(one => one.ExpiresAt <= now || revoked.Contains(one.Token)))
        {
            await ExcuseAsync(person);
        }
    }

    /// <summary>What is open cannot be answered any more by this phone, and that is no fault of the person.</summary>
    public async Task ExcuseAsync(EntrantId person)
    {
        var grain = grains.GetGrain<IEntrantGrain>(person.ToString());
        foreach (var one in (await grain.ReadAsync()).Companions.Prepend(person))
        {
            await grains.GetGrain<IEntrantGrain>(one.ToString()).RecordFailedAnswerAsync(
                AnswerKind.Any, "token-revoked", programme.Now);
        }
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
