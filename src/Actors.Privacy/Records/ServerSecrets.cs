using Actors.Domain.Protection;
using Actors.Storage.Databases;

namespace Actors.Privacy.Records;

/// <summary>
/// Secrets that all servers of an installation share, such as the keys that protect cookies. They are stored in the database,
/// sealed under a record key of their own, and so under the master key.
/// </summary>
public sealed class ServerSecrets(Database database, IRecordKeys keys, TimeProvider time)
{
    /// <summary>The record that belongs to no person: "server secrets." in ASCII.</summary>
    private static readonly RecordId Record = new(new Guid("73657276-6572-2073-6563-726574732e00"));

    private static readonly SealPurpose Purpose = new("server-secret");

    /// <summary>Reads the secrets whose names begin so.</summary>
    public async Task<IReadOnlyList<string>> ReadAsync(string prefix, CancellationToken cancellationToken = default)
    {
        var stored = new List<Sealed>();
        await using (var connection = await database.OpenAsync(cancellationToken))
        {
            await using var command = connection.Command(
                "SELECT content FROM server_secret WHERE substr(name, 1, @length) = @prefix ORDER BY name",
                ("length", prefix.Length), ("prefix", prefix));
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                stored.Add(Sealed.FromBytes((byte[])reader.GetValue(0)));
            }
        }

        if (stored.Count == 0)
        {
            return [];
        }

        using var key = await keys.OpenAsync(Record, cancellationToken);
        return [.. stored.Select(secret => key.OpenText(secret, Purpose))];
    }

    /// <summary>Stores a secret. One that has the name already stays.</summary>
    public async Task AddAsync(string name, string content, CancellationToken cancellationToken = default)
    {
        await keys.CreateAsync([Record], cancellationToken);
        Sealed stored;
        using (var key = await keys.OpenAsync(Record, cancellationToken))
        {
            stored = key.SealText(content, Purpose);
        }

        await using var connection = await database.OpenAsync(cancellationToken);
        await using var transaction = await database.BeginWriteAsync(connection, cancellationToken);
        await using var insert = transaction.Command(
            "INSERT INTO server_secret (name, content, created_at) VALUES (@name, @content, @now) ON CONFLICT DO NOTHING",
            ("name", name), ("content", stored.Bytes.ToArray()), ("now", UnixMicroseconds.From(time.GetUtcNow())));
        await insert.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
