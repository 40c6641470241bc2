using Npgsql;

namespace Actors.Cluster.Tests;

/// <summary>
/// Notes in the database itself which server wrote when, and when each server lost the right to write. Every connection of a
/// server has its process in the name of the application.
/// </summary>
internal sealed class WriteAudit(string connection)
{
    private const string Install =
        """
        CREATE TABLE audit_write (server TEXT NOT NULL, at TIMESTAMPTZ NOT NULL, what TEXT NOT NULL);
        CREATE TABLE audit_fence (server TEXT NOT NULL, at TIMESTAMPTZ NOT NULL);

        CREATE FUNCTION audit_write() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            INSERT INTO audit_write
            VALUES (current_setting('application_name'), clock_timestamp(), TG_OP || ' ' || TG_TABLE_NAME);
            RETURN NULL;
        END $$;

        CREATE FUNCTION audit_fence() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            INSERT INTO audit_fence VALUES ('actors/' || OLD.process_id, clock_timestamp());
            RETURN NULL;
        END $$;

        CREATE TRIGGER audit_fence AFTER DELETE ON writer FOR EACH ROW EXECUTE FUNCTION audit_fence();

        DO $$
        DECLARE name TEXT;
        BEGIN
            FOR name IN SELECT quote_ident(tablename) FROM pg_tables
                WHERE schemaname = 'public' AND tablename NOT LIKE 'audit%' AND tablename <> 'writer'
            LOOP
                EXECUTE format(
                    'CREATE TRIGGER audit_write AFTER INSERT OR UPDATE OR DELETE ON %s'
                    ' FOR EACH ROW EXECUTE FUNCTION audit_write()', name);
            END LOOP;
        END $$;
        """;

    /// <summary>Begins to note. The tables exist once a server has started.</summary>
    public async Task InstallAsync(CancellationToken cancellationToken)
    {
        await using var source = NpgsqlDataSource.Create(connection);
        await using var command = source.CreateCommand(Install);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Number of servers that wrote.</summary>
    public Task<long> CountWritersAsync(CancellationToken cancellationToken) =>
        CountAsync("SELECT count(DISTINCT server) FROM audit_write WHERE server LIKE 'actors/%'", cancellationToken);

    /// <summary>Number of servers that lost the right to write.</summary>
    public Task<long> CountFencedAsync(CancellationToken cancellationToken) =>
        CountAsync("SELECT count(*) FROM audit_fence", cancellationToken);

    /// <summary>Writes by servers that had lost the right to write: what, and how much too late.</summary>
    public async Task<IReadOnlyList<string>> ListForbiddenWritesAsync(CancellationToken cancellationToken)
    {
        await using var source = NpgsqlDataSource.Create(connection);
        await using var command = source.CreateCommand(
            """
            SELECT format('%s of %s, %s late', what, server, audit_write.at - audit_fence.at)
            FROM audit_write JOIN audit_fence USING (server) WHERE audit_write.at > audit_fence.at
            """);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var writes = new List<string>();
        while (await reader.ReadAsync(cancellationToken))
        {
            writes.Add(reader.GetString(0));
        }

        return writes;
    }

    private async Task<long> CountAsync(string sql, CancellationToken cancellationToken)
    {
        await using var source = NpgsqlDataSource.Create(connection);
        await using var command = source.CreateCommand();
#pragma warning disable CA2100 // Constants of this class.
        command.CommandText = sql;
#pragma warning restore CA2100
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
