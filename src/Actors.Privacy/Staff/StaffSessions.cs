using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Actors.Domain.Access;
using Actors.Domain.Programmes;
using Actors.Domain.Protection;
using Actors.Storage.Databases;

namespace Actors.Privacy.Staff;

/// <summary>
/// The sessions of staff. The browser holds a random key, the database its hash. A session counts while the stamp of its account
/// is the one with which it began, so a new stamp ends all sessions of the account on every server at once.
/// </summary>
public sealed class StaffSessions(Database database, TimeProvider time)
{
    private const int KeyBytes = 32;

    /// <summary>The session of a key, in lists and forms; it does not open the session.</summary>
    public static string IdOf(string key) => Convert.ToHexStringLower(Hash(key));

    /// <summary>Begins a session, and forgets those that began before a moment.</summary>
    /// <param name="account">The account.</param>
    /// <param name="stamp">Its stamp.</param>
    /// <param name="method">How the person signed in.</param>
    /// <param name="forgetBefore">Sessions that began before can count no more.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The key for the browser. It cannot be read again.</returns>
    public async Task<string> BeginAsync(
        RecordId account, string stamp, string method, DateTimeOffset forgetBefore,
        CancellationToken cancellationToken = default)
    {
        var key = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(KeyBytes));
        var now = UnixMicroseconds.From(time.GetUtcNow());
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var transaction = await database.BeginWriteAsync(connection, cancellationToken);
        await using var forget = transaction.Command(
            "DELETE FROM staff_session WHERE created_at < @before", ("before", UnixMicroseconds.From(forgetBefore)));
        await forget.ExecuteNonQueryAsync(cancellationToken);
        await using var insert = transaction.Command(
            """
            INSERT INTO staff_session (hash, account_id, stamp, method, created_at, seen_at)
            VALUES (@hash, @account, @stamp, @method, @now, @now)
            """,
            ("hash", Hash(key)), ("account", account.ToString()), ("stamp", stamp), ("method", method), ("now", now));
        await insert.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return key;
    }

    /// <summary>Finds a session; <c>null</c> if it ended or its account was closed.</summary>
    public async Task<StaffSession?> FindAsync(string key, CancellationToken cancellationToken = default)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var command = connection.Command(
            """
            SELECT account.account_id, account.roles, account.programmes, session.method, session.created_at, session.seen_at
            FROM staff_session AS session
            JOIN staff_account AS account ON account.account_id = session.account_id AND account.stamp = session.stamp
            WHERE session.hash = @hash AND account.closed_at IS NULL
            """,
            ("hash", Hash(key)));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? new(
                RecordId.Parse(reader.GetString(0)), StaffText.Roles(reader.GetString(1)),
                StaffText.Programmes(reader.GetString(2)), reader.GetString(3),
                UnixMicroseconds.ToMoment(reader.GetInt64(4)), UnixMicroseconds.ToMoment(reader.GetInt64(5)))
            : null;
    }

    /// <summary>Lists the sessions of an account that count, the newest first.</summary>
    public async Task<IReadOnlyList<ListedSession>> ListAsync(
        RecordId account, DateTimeOffset begunAfter, DateTimeOffset seenAfter, CancellationToken cancellationToken = default)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var command = connection.Command(
            """
            SELECT session.hash, session.method, session.created_at, session.seen_at
            FROM staff_session AS session
            JOIN staff_account AS account ON account.account_id = session.account_id AND account.stamp = session.stamp
            WHERE session.account_id = @account AND session.created_at > @begun AND session.seen_at > @seen
            ORDER BY session.created_at DESC
            """,
            ("account", account.ToString()), ("begun", UnixMicroseconds.From(begunAfter)),
            ("seen", UnixMicroseconds.From(seenAfter)));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var sessions = new List<ListedSession>();
        while (await reader.ReadAsync(cancellationToken))
        {
            sessions.Add(new(
                Convert.ToHexStringLower((byte[])reader.GetValue(0)), reader.GetString(1),
                UnixMicroseconds.ToMoment(reader.GetInt64(2)), UnixMicroseconds.ToMoment(reader.GetInt64(3))));
        }

        return sessions;
    }

    /// <summary>Records that a session was used.</summary>
    public Task TouchAsync(string key, CancellationToken cancellationToken = default) => ExecuteAsync(
        "UPDATE staff_session SET seen_at = @now WHERE hash = @hash",
        [("hash", Hash(key)), ("now", UnixMicroseconds.From(time.GetUtcNow()))], cancellationToken);

    /// <summary>Ends a session by its key.</summary>
    public Task EndAsync(string key, CancellationToken cancellationToken = default) => ExecuteAsync(
        "DELETE FROM staff_session WHERE hash = @hash", [("hash", Hash(key))], cancellationToken);

    /// <summary>Ends a session of an account by <see cref="ListedSession.Id"/>. Does nothing for another account's.</summary>
    public Task EndAsync(RecordId account, string id, CancellationToken cancellationToken = default) => ExecuteAsync(
        "DELETE FROM staff_session WHERE hash = @hash AND account_id = @account",
        [("hash", FromId(id)), ("account", account.ToString())], cancellationToken);

    private async Task ExecuteAsync(string sql, (string, object?)[] parameters, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var transaction = await database.BeginWriteAsync(connection, cancellationToken);
        await using var command = transaction.Command(sql, parameters);
        await command.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.ASCII.GetBytes(key));

    private static byte[] FromId(string id) =>
        id.Length == 2 * SHA256.HashSizeInBytes && id.All(char.IsAsciiHexDigit) ? Convert.FromHexString(id) : [];
}

/// <summary>A session that counts.</summary>
/// <param name="Account">The account.</param>
/// <param name="Roles">Its roles now.</param>
/// <param name="Programmes">The programmes for which the person works; empty for all.</param>
/// <param name="Method">How the person signed in.</param>
/// <param name="CreatedAt">When it began.</param>
/// <param name="SeenAt">When it was last used, to about half the idle limit.</param>
public sealed record StaffSession(
    RecordId Account, IReadOnlyList<StaffRole> Roles, IReadOnlyList<ProgrammeId> Programmes, string Method,
    DateTimeOffset CreatedAt, DateTimeOffset SeenAt);

/// <summary>A session in a list.</summary>
/// <param name="Id">The session; it does not open it.</param>
/// <param name="Method">How the person signed in.</param>
/// <param name="CreatedAt">When it began.</param>
/// <param name="SeenAt">When it was last used.</param>
public sealed record ListedSession(string Id, string Method, DateTimeOffset CreatedAt, DateTimeOffset SeenAt);
