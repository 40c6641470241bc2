using System.Data.Common;
using System.Security.Cryptography;
using System.Text.Json;
using Actors.Domain.Access;
using Actors.Domain.Programmes;
using Actors.Domain.Protection;
using Actors.Privacy.Lookup;
using Actors.Storage.Databases;

namespace Actors.Privacy.Staff;

/// <summary>
/// The accounts of staff in either database. Names, mail addresses and everything that signs a person in are sealed under the
/// key of the account; accounts are found by keyed hashes.
/// </summary>
public sealed class StaffAccounts(Database database, IRecordKeys keys, BlindIndexer indexer)
{
    private const string Columns =
        "account_id, version, roles, programmes, details, stamp, failures, locked_until, created_at, closed_at";

    private const char Separator = ',';
    private static readonly SealPurpose Details = new("staff-details");

    /// <summary>Stores a new account.</summary>
    /// <returns><c>false</c> if its mail address is taken, or its code was used or has expired; nothing was stored.</returns>
    public async Task<bool> AddAsync(StaffAccount account, DateTimeOffset now, CancellationToken cancellationToken = default)
    {
        await keys.CreateAsync([account.Id], cancellationToken);
        return await WriteAsync(
            account,
            """
            INSERT INTO staff_account (account_id, version, roles, programmes, mail_key, mail_index, login_key, login_index,
                details, stamp, failures, locked_until, created_at, closed_at)
            VALUES (@id, @next, @roles, @programmes, @mailKey, @mailIndex, @loginKey, @loginIndex,
                @details, @stamp, @failures, @locked, @created, @closed)
            ON CONFLICT DO NOTHING
            """,
            now, cancellationToken);
    }

    /// <summary>Stores an account that was read before.</summary>
    /// <returns>
    /// <c>false</c> if it was changed since, or its code was used or has expired; nothing was stored.
    /// </returns>
    public Task<bool> UpdateAsync(StaffAccount account, DateTimeOffset now, CancellationToken cancellationToken = default) =>
        WriteAsync(
            account,
            """
            UPDATE staff_account SET version = @next, roles = @roles, programmes = @programmes, mail_key = @mailKey,
                mail_index = @mailIndex, login_key = @loginKey, login_index = @loginIndex, details = @details, stamp = @stamp,
                failures = @failures, locked_until = @locked, closed_at = @closed
            WHERE account_id = @id AND version = @version
            """,
            now, cancellationToken);

    /// <summary>Finds an account by its id; <c>null</c> if there is none.</summary>
    public async Task<StaffAccount?> FindAsync(RecordId id, CancellationToken cancellationToken = default) =>
        await FirstAsync("account_id = @id", [("id", id.ToString())], cancellationToken);

    /// <summary>Finds an account by its mail address; <c>null</c> if there is none.</summary>
    public Task<StaffAccount?> FindByMailAsync(string mail, CancellationToken cancellationToken = default) =>
        FindAsync("mail_key = @key AND mail_index = @value", BlindTerm.StaffMail(mail), cancellationToken);

    /// <summary>Finds an account by its sign-in elsewhere; <c>null</c> if there is none.</summary>
    public Task<StaffAccount?> FindByLoginAsync(StaffLogin login, CancellationToken cancellationToken = default) => FindAsync(
        "login_key = @key AND login_index = @value", BlindTerm.StaffLogin(login.Issuer, login.Subject), cancellationToken);

    /// <summary>Finds an account by a passkey; <c>null</c> if there is none.</summary>
    public Task<StaffAccount?> FindByPasskeyAsync(byte[] credentialId, CancellationToken cancellationToken = default) =>
        FirstAsync(
            "account_id = (SELECT account_id FROM staff_passkey WHERE hash = @hash)", [("hash", SHA256.HashData(credentialId))],
            cancellationToken);

    /// <summary>Reads all accounts, oldest first. There are hundreds, not thousands.</summary>
    public Task<IReadOnlyList<StaffAccount>> ReadAllAsync(CancellationToken cancellationToken = default) =>
        ReadAsync("1 = 1", [], cancellationToken);

    private async Task<bool> WriteAsync(
        StaffAccount account, string sql, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var details = await SealAsync(account, cancellationToken);
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var transaction = await database.BeginWriteAsync(connection, cancellationToken);
        await using var write = transaction.Command(sql, [.. Row(account), ("details", details.Bytes.ToArray())]);
        if (await write.ExecuteNonQueryAsync(cancellationToken) == 0
            || (account.Code is { } code && !await StaffCodes.UseAsync(transaction, code, now, cancellationToken)))
        {
            return false;
        }

        await StorePasskeysAsync(transaction, account, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        account.Version++;
        account.Code = null;
        return true;
    }

    /// <summary>The columns of an account, except its details.</summary>
    private IEnumerable<(string Name, object? Value)> Row(StaffAccount account)
    {
        var mail = indexer.Compute(BlindTerm.StaffMail(account.Mail));
        var login = account.Login is { } at ? indexer.Compute(BlindTerm.StaffLogin(at.Issuer, at.Subject)) : null;
        return
        [
            ("id", account.Id.ToString()), ("version", account.Version), ("next", account.Version + 1),
            ("roles", string.Join(Separator, account.Roles.Select(role => role.Name()))),
            ("programmes", string.Join(Separator, account.Programmes.Select(programme => programme.Value))),
            ("mailKey", mail.Key.Text), ("mailIndex", mail.Value.ToArray()),
            ("loginKey", login?.Key.Text), ("loginIndex", login?.Value.ToArray()),
            ("stamp", account.Stamp), ("failures", (long)account.Failures), ("locked", Moment(account.LockedUntil)),
            ("created", UnixMicroseconds.From(account.CreatedAt)), ("closed", Moment(account.ClosedAt)),
        ];
    }

    private static async Task StorePasskeysAsync(
        DbTransaction transaction, StaffAccount account, CancellationToken cancellationToken)
    {
        await using var delete = transaction.Command(
            "DELETE FROM staff_passkey WHERE account_id = @id", ("id", account.Id.ToString()));
        await delete.ExecuteNonQueryAsync(cancellationToken);
        foreach (var passkey in account.Passkeys)
        {
            await using var insert = transaction.Command(
                "INSERT INTO staff_passkey (hash, account_id) VALUES (@hash, @id)",
                ("hash", SHA256.HashData(passkey.CredentialId)), ("id", account.Id.ToString()));
            await insert.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    private async Task<Sealed> SealAsync(StaffAccount account, CancellationToken cancellationToken)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(StaffDetails.Of(account), StaffJson.Default.StaffDetails);
        try
        {
            using var key = await keys.OpenAsync(account.Id, cancellationToken);
            return key.Seal(json, Details);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(json);
        }
    }

    private async Task<StaffAccount?> FindAsync(string condition, BlindTerm term, CancellationToken cancellationToken)
    {
        foreach (var candidate in indexer.Candidates(term))
        {
            var found = await FirstAsync(
                condition, [("key", candidate.Key.Text), ("value", candidate.Value.ToArray())], cancellationToken);
            if (found is not null)
            {
                return found;
            }
        }

        return null;
    }

    private async Task<StaffAccount?> FirstAsync(
        string condition, (string, object?)[] parameters, CancellationToken cancellationToken) =>
        (await ReadAsync(condition, parameters, cancellationToken)) is [var found, ..] ? found : null;

    private async Task<IReadOnlyList<StaffAccount>> ReadAsync(
        string condition, (string, object?)[] parameters, CancellationToken cancellationToken)
    {
        var rows = new List<(StaffRow Row, Sealed Details)>();
        await using (var connection = await database.OpenAsync(cancellationToken))
        {
            await using var command = connection.Command(
                $"SELECT {Columns} FROM staff_account WHERE {condition} ORDER BY created_at, account_id", parameters);
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                rows.Add((StaffRow.Read(reader), Sealed.FromBytes((byte[])reader.GetValue(4))));
            }
        }

        var accounts = new List<StaffAccount>(rows.Count);
        foreach (var (row, details) in rows)
        {
            accounts.Add(row.ToAccount(await OpenAsync(row.Id, details, cancellationToken)));
        }

        return accounts;
    }

    private async Task<StaffDetails> OpenAsync(RecordId account, Sealed details, CancellationToken cancellationToken)
    {
        using var key = await keys.OpenAsync(account, cancellationToken);
        var json = key.Open(details, Details);
        try
        {
            return JsonSerializer.Deserialize(json, StaffJson.Default.StaffDetails)!;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(json);
        }
    }

    private static long? Moment(DateTimeOffset? at) => at is { } moment ? UnixMicroseconds.From(moment) : null;

    /// <summary>What of an account is not sealed.</summary>
    private sealed record StaffRow(
        RecordId Id, long Version, IReadOnlyList<StaffRole> Roles, IReadOnlyList<ProgrammeId> Programmes, string Stamp,
        int Failures, DateTimeOffset? LockedUntil, DateTimeOffset CreatedAt, DateTimeOffset? ClosedAt)
    {
        public static StaffRow Read(DbDataReader reader) => new(
            RecordId.Parse(reader.GetString(0)), reader.GetInt64(1), StaffText.Roles(reader.GetString(2)),
            StaffText.Programmes(reader.GetString(3)), reader.GetString(5), checked((int)reader.GetInt64(6)), Moment(reader, 7),
            UnixMicroseconds.ToMoment(reader.GetInt64(8)), Moment(reader, 9));

        public StaffAccount ToAccount(StaffDetails details)
        {
            var account = new StaffAccount
            {
                Id = Id,
                Name = details.Name,
                Mail = details.Mail,
                Roles = Roles,
                Programmes = Programmes,
                Stamp = Stamp,
                Failures = Failures,
                LockedUntil = LockedUntil,
                CreatedAt = CreatedAt,
                ClosedAt = ClosedAt,
                Version = Version,
            };
            details.WriteTo(account);
            return account;
        }

        private static DateTimeOffset? Moment(DbDataReader reader, int column) =>
            reader.IsDBNull(column) ? null : UnixMicroseconds.ToMoment(reader.GetInt64(column));
    }
}

/// <summary>Lists in the columns of accounts.</summary>
internal static class StaffText
{
    public static IReadOnlyList<StaffRole> Roles(string text) =>
        [.. text.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(StaffRoleNames.Parse).OfType<StaffRole>()];

    public static IReadOnlyList<ProgrammeId> Programmes(string text) =>
        [.. text.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(ProgrammeId.Parse)];
}
