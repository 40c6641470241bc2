using Npgsql;

namespace Actors.Storage.States;

/// <summary>Tells failures that pass from those that a batch brings upon itself.</summary>
internal static class PostgresFailures
{
    /// <summary>
    /// What a refused statement means. The classes are those of PostgreSQL's appendix A: 53 lack of resources, 40
    /// rolled back for somebody else's sake, 55 not in the state, 57 intervention of the operator, 58 errors of the
    /// system, 25006 standby.
    /// </summary>
    public static Exception Classify(PostgresException exception) => exception.SqlState[..2] switch
    {
        "53" or "40" or "55" or "57" or "58" => new StoreUnavailableException(Reason(exception), exception),
        "25" when exception.SqlState == PostgresErrorCodes.ReadOnlySqlTransaction =>
            new StoreUnavailableException(Reason(exception), exception),
        _ => exception,
    };

    /// <summary>What is wrong, without data.</summary>
    public static string Reason(Exception exception) => exception switch
    {
        PostgresException { SqlState: PostgresErrorCodes.DiskFull } => "The disk of the database server is full.",
        PostgresException postgres => $"PostgreSQL refuses with {postgres.SqlState}: {postgres.MessageText}",
        _ => $"The database server cannot be reached: {exception.Message}",
    };
}
