using System.Text;

namespace Actors.Storage.States;

/// <summary>
/// Builds the statement that commits a batch on PostgreSQL. One statement is one round trip and one transaction. It returns
/// the ordinals of the changes whose version matched, after the commit.
/// </summary>
internal static class PostgresBatchSql
{
    /// <summary>Stands for an ordinal when this process may not write any more.</summary>
    public const int FencedOff = -1;

    // The row lock makes a takeover, which deletes the row, wait for this transaction; and makes this statement, when the
    // takeover was quicker, find no row.
    private const string Held =
        """
        held AS MATERIALIZED (
            SELECT 1 FROM writer WHERE token = @fence FOR KEY SHARE),
        """;

    private const string Input =
        """
        input AS MATERIALIZED (
            SELECT * FROM unnest(@types, @keys, @names, @versions, @partitions, @due_ats, @due_priorities, @payloads, @checksums)
                WITH ORDINALITY AS i (grain_type, grain_key, state_name, version, partition, due_at,
                    due_priority, payload, checksum, ordinal))
        """;

    private const string Updated =
        """
        , updated AS (
            UPDATE grain_state AS s
            SET version = i.version + 1, due_at = i.due_at, due_priority = i.due_priority,
                payload = i.payload, checksum = i.checksum
            FROM input AS i
            WHERE s.grain_type = i.grain_type AND s.grain_key = i.grain_key AND s.state_name = i.state_name
              AND s.version = i.version AND i.version > 0 AND i.payload IS NOT NULL {fenced}
            RETURNING i.ordinal)
        """;

    private const string Inserted =
        """
        , inserted AS (
            INSERT INTO grain_state (grain_type, grain_key, state_name, version, partition, due_at,
                due_priority, payload, checksum)
            SELECT grain_type, grain_key, state_name, 1, partition, due_at, due_priority, payload, checksum
            FROM input AS i
            WHERE i.version = 0 AND i.payload IS NOT NULL {fenced}
            ON CONFLICT DO NOTHING
            RETURNING grain_type, grain_key, state_name)
        """;

    private const string Cleared =
        """
        , cleared AS (
            DELETE FROM grain_state AS s USING input AS i
            WHERE s.grain_type = i.grain_type AND s.grain_key = i.grain_key AND s.state_name = i.state_name
              AND s.version = i.version AND i.payload IS NULL {fenced}
            RETURNING i.ordinal)
        """;

    private const string Appended =
        """
        , appended AS (
            INSERT INTO ledger (grain_type, grain_key, sequence, at, kind, payload, checksum)
            SELECT i.grain_type, i.grain_key, e.sequence, e.at, e.kind, e.payload, e.checksum
            FROM unnest(@event_ordinals, @event_sequences, @event_ats, @event_kinds, @event_payloads, @event_checksums)
                AS e (ordinal, sequence, at, kind, payload, checksum)
            JOIN done AS d ON d.ordinal = e.ordinal
            JOIN input AS i ON i.ordinal = e.ordinal
            ORDER BY e.ordinal, e.sequence)
        """;

    /// <summary>Builds the statement for a shape.</summary>
    public static string For(BatchShape shape)
    {
        var isFenced = shape.HasFlag(BatchShape.Fenced);
        if ((shape & ~BatchShape.Fenced) == BatchShape.Empty)
        {
            return isFenced
                ? $"SELECT {FencedOff}::bigint WHERE NOT EXISTS (SELECT FROM writer WHERE token = @fence FOR KEY SHARE)"
                : "SELECT 1::bigint WHERE false";
        }

        var parts = new List<string>();
        var sql = new StringBuilder("WITH ").Append(isFenced ? Held : "").Append(Input);
        Add(BatchShape.Updates, Updated, "SELECT ordinal FROM updated");
        Add(BatchShape.Inserts, Inserted,
            "SELECT i.ordinal FROM inserted JOIN input AS i USING (grain_type, grain_key, state_name)");
        Add(BatchShape.Clears, Cleared, "SELECT ordinal FROM cleared");
        sql.Append(", done AS MATERIALIZED (").AppendJoin(" UNION ALL ", parts).Append(')');
        if (shape.HasFlag(BatchShape.Events))
        {
            sql.Append(Appended);
        }

        sql.Append(" SELECT ordinal FROM done");
        if (isFenced)
        {
            sql.Append(" UNION ALL SELECT ").Append(FencedOff).Append(" WHERE NOT EXISTS (SELECT FROM held)");
        }

        return sql.Replace("{fenced}", isFenced ? "AND EXISTS (SELECT FROM held)" : "").ToString();

        void Add(BatchShape part, string step, string ordinals)
        {
            if (shape.HasFlag(part))
            {
                sql.Append(step);
                parts.Add(ordinals);
            }
        }
    }
}

/// <summary>The parts that the statement for a batch needs. Each combination is prepared once per connection.</summary>
[Flags]
internal enum BatchShape
{
    /// <summary>Checks the fence at most.</summary>
    Empty = 0,

    /// <summary>Updates rows.</summary>
    Updates = 1,

    /// <summary>Inserts rows.</summary>
    Inserts = 2,

    /// <summary>Deletes rows.</summary>
    Clears = 4,

    /// <summary>Appends events.</summary>
    Events = 8,

    /// <summary>Checks the token.</summary>
    Fenced = 16,
}
