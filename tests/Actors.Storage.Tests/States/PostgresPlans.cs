using System.Text;
using Actors.Storage.Databases;
using Actors.Storage.States;
using Npgsql;

namespace Actors.Storage.Tests.States;

/// <summary>Shows the plan that PostgreSQL makes once for all batches of a shape.</summary>
internal static class PostgresPlans
{
    public static async Task<string> ExplainAsync(string connectionString, BatchShape shape, CancellationToken cancellationToken)
    {
        var parameters = new (string Name, string Type)[]
        {
            ("@event_ordinals", "bigint[]"), ("@event_sequences", "bigint[]"), ("@event_ats", "bigint[]"),
            ("@event_kinds", "text[]"),
            ("@event_payloads", "bytea[]"), ("@event_checksums", "bigint[]"), ("@types", "text[]"), ("@keys", "text[]"),
            ("@names", "text[]"), ("@versions", "bigint[]"), ("@partitions", "smallint[]"), ("@due_ats", "bigint[]"),
            ("@due_priorities", "smallint[]"), ("@payloads", "bytea[]"), ("@checksums", "bigint[]"), ("@fence", "bigint"),
        };
        var sql = PostgresBatchSql.For(shape);
        for (var i = 0; i < parameters.Length; i++)
        {
            sql = sql.Replace(parameters[i].Name, $"${i + 1}", StringComparison.Ordinal);
        }

        await using var connection = new NpgsqlConnection(PostgresCommitter.SessionOf(connectionString));
        await connection.OpenAsync(cancellationToken);
        await using var prepare = connection.Command(
            $"PREPARE batch ({string.Join(", ", parameters.Select(parameter => parameter.Type))}) AS {sql}");
        await prepare.ExecuteNonQueryAsync(cancellationToken);
        await using var explain = connection.Command(
            $"EXPLAIN (COSTS OFF) EXECUTE batch ({string.Join(", ", parameters.Select(_ => "NULL"))})");
        await using var reader = await explain.ExecuteReaderAsync(cancellationToken);
        var plan = new StringBuilder();
        while (await reader.ReadAsync(cancellationToken))
        {
            plan.AppendLine(reader.GetString(0));
        }

        return plan.ToString();
    }
}
