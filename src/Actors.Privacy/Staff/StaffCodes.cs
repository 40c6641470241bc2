using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Actors.Domain.Protection;
using Actors.Storage.Databases;

namespace Actors.Privacy.Staff;

/// <summary>A code that is used once: of an invitation, or to set up an administrator. 100 random bits.</summary>
public sealed class StaffCode
{
    private const int Length = 20;
    private const int Group = 5;

    /// <summary>Digits and letters that are not mistaken for each other when they are typed (Crockford's base 32).</summary>
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private StaffCode(string letters)
    {
        Text = string.Join('-', letters.Chunk(Group).Select(group => new string(group)));
        Hash = SHA256.HashData(Encoding.ASCII.GetBytes(letters));
    }

    /// <summary>The code as it is shown: four groups of five.</summary>
    public string Text { get; }

    internal byte[] Hash { get; }

    /// <summary>Draws a code.</summary>
    public static StaffCode Draw() => new(RandomNumberGenerator.GetString(Alphabet, Length));

    /// <summary>Reads a code as a person types it: in any case, with or without hyphens and blanks.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out StaffCode? code)
    {
        code = null;
        var letters = (text ?? "").Where(letter => letter != '-' && !char.IsWhiteSpace(letter))
            .Select(letter => char.ToUpperInvariant(letter) switch { 'O' => '0', 'I' or 'L' => '1', var other => other })
            .ToArray();
        if (letters.Length != Length || !letters.All(letter => Alphabet.Contains(letter, StringComparison.Ordinal)))
        {
            return false;
        }

        code = new(new(letters));
        return true;
    }

    /// <summary>A constant that does not reveal the code.</summary>
    public override string ToString() => "staff code";
}

/// <summary>Stores the hashes of codes.</summary>
public sealed class StaffCodes(Database database, TimeProvider time)
{
    /// <summary>Makes a code in place of an earlier one for the same account, and forgets codes that have expired.</summary>
    /// <param name="account">The account that is invited; <c>null</c> to set up an administrator.</param>
    /// <param name="lifetime">How long the code can be used.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task<StaffCode> IssueAsync(
        RecordId? account, TimeSpan lifetime, CancellationToken cancellationToken = default)
    {
        var code = StaffCode.Draw();
        var now = time.GetUtcNow();
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var transaction = await database.BeginWriteAsync(connection, cancellationToken);
        await using var forget = transaction.Command(
            "DELETE FROM staff_code WHERE coalesce(account_id, '') = @account OR expires_at <= @now",
            ("account", account?.ToString() ?? ""), ("now", UnixMicroseconds.From(now)));
        await forget.ExecuteNonQueryAsync(cancellationToken);
        await using var insert = transaction.Command(
            "INSERT INTO staff_code (hash, account_id, created_at, expires_at) VALUES (@hash, @account, @now, @expires)",
            ("hash", code.Hash), ("account", account?.ToString()), ("now", UnixMicroseconds.From(now)),
            ("expires", UnixMicroseconds.From(now + lifetime)));
        await insert.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return code;
    }

    /// <summary>Finds what a code is for; <c>null</c> if it is unknown, used or expired.</summary>
    public async Task<StaffCodeUse?> FindAsync(StaffCode code, CancellationToken cancellationToken = default)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var command = connection.Command(
            "SELECT account_id FROM staff_code WHERE hash = @hash AND expires_at > @now",
            ("hash", code.Hash), ("now", UnixMicroseconds.From(time.GetUtcNow())));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? new(reader.GetValue(0) is string account ? RecordId.Parse(account) : null)
            : null;
    }

    /// <summary>Whether there is a code to set up an administrator that can be used.</summary>
    public async Task<bool> CanSetUpAsync(CancellationToken cancellationToken = default)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var command = connection.Command(
            "SELECT 1 FROM staff_code WHERE account_id IS NULL AND expires_at > @now",
            ("now", UnixMicroseconds.From(time.GetUtcNow())));
        return await command.ExecuteScalarAsync(cancellationToken) is not null;
    }

    /// <summary>Uses a code up. Returns <c>false</c> if it is unknown, used or expired.</summary>
    internal static async Task<bool> UseAsync(
        DbTransaction transaction, StaffCode code, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = transaction.Command(
            "DELETE FROM staff_code WHERE hash = @hash AND expires_at > @now",
            ("hash", code.Hash), ("now", UnixMicroseconds.From(now)));
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }
}

/// <summary>What a code is for.</summary>
/// <param name="Account">The account that was invited; <c>null</c> to set up an administrator.</param>
public sealed record StaffCodeUse(RecordId? Account);
