namespace Actors.LoadTest.Commands;

/// <summary>
/// Where the server stores, as it was asked for: <c>sqlite</c>, <c>sqlite:PATH</c> or <c>postgres:CONNECTION</c>.
/// </summary>
/// <param name="Path">The SQLite file of a server that runs already; null: one of our own, or PostgreSQL.</param>
/// <param name="Postgres">The connection string; null: SQLite.</param>
internal sealed record StorageChoice(string? Path, string? Postgres)
{
    private const string PostgresPrefix = "postgres:";
    private const string SqlitePrefix = "sqlite:";

    /// <summary>A SQLite file of our own.</summary>
    public static readonly StorageChoice Sqlite = new(null, null);

    /// <summary>Reads a choice; null when it is none.</summary>
    public static StorageChoice? Parse(string text) =>
        text == "sqlite" ? Sqlite
        : text.StartsWith(SqlitePrefix, StringComparison.Ordinal) && text.Length > SqlitePrefix.Length
            ? new(text[SqlitePrefix.Length..], null)
        : text.StartsWith(PostgresPrefix, StringComparison.Ordinal) && text.Length > PostgresPrefix.Length
            ? new(null, text[PostgresPrefix.Length..])
        : null;
}
