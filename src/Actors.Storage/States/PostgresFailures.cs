using Npgsql;

namespace Actors.Storage.States;

/// <summary>Tells temporary failures from failures that a batch causes.</summary>
internal static class PostgresFailures
{
    /// <summary>
    /// Classifies a rejected statement by the error classes of PostgreSQL's appendix A: 53 insufficient resources, 40
    /// transaction rollback, 55 object not in prerequisite state, 57 operator intervention, 58 system error, and 25006
    /// read-only transaction (a standby).
    /// </summary>
    public static Exception Classify(PostgresException exception) => exception.SqlState[..2] switch
    {
        "53" or "40" or "55" or "57" or "58" => new StoreUnavailableException(Reason(exception), exception),
        "25" when exception.SqlState == PostgresErrorCodes.ReadOnlySqlTransaction =>
            new StoreUnavailableException(Reason(exception), exception),
        _ => exception,
    };

    /// <summary>Describes the failure without data.</summary>
    public static string Reason(Exception exception) => exception switch
    {
        PostgresException { SqlState: PostgresErrorCodes.DiskFull } => "The disk of the database server is full.",
        PostgresException postgres => $"PostgreSQL reports error {postgres.SqlState}: {postgres.MessageText}",
        _ => $"The database server cannot be reached: {exception.Message}",
    };
}
