using System.Data.Common;
using System.Net.Sockets;
using Actors.Privacy.MasterKeys;
using Actors.Storage.Databases;
using Microsoft.Extensions.Options;

namespace Actors.Server.Hosting;

/// <summary>
/// Reasons for which a server does not start that whoever starts it can mend: told in words, without a stack trace.
/// </summary>
internal static class StartFailure
{
    /// <summary>Whose exceptions tell of a setting that is not of the type that it must have, and name it.</summary>
    private const string Binder = "Microsoft.Extensions.Configuration.Binder";

    /// <summary>The words; null: it is not such a reason.</summary>
    public static string? Explain(Exception exception) => exception switch
    {
        OptionsValidationException invalid =>
            string.Join(Environment.NewLine, invalid.Failures.Prepend("The settings do not fit:")),
        WriterLockHeldException or MigrationException or KeyFileException or KeyMissingException or BrokenWrapException
            => exception.Message,
        DbException => $"The database cannot be used: {exception.Message} See the settings in the section Storage.",

        InvalidOperationException { Source: Binder } => ExplainType(exception.Message),
        SocketException => $"The server cannot listen: {exception.Message}. See the setting Urls.",

        // A file or folder that cannot be made or read, or an address that somebody else listens on.
        IOException or UnauthorizedAccessException => $"The server cannot start: {exception.Message}",
        AggregateException { InnerExceptions: [var only] } => Explain(only),
        _ => null,
    };

    private static string ExplainType(string message)
    {
        var expected =
            message.Contains(typeof(bool).FullName!, StringComparison.Ordinal) ? "It must be true or false."
            : message.Contains(typeof(int).FullName!, StringComparison.Ordinal) ? "It must be a whole number."
            : message.Contains(typeof(double).FullName!, StringComparison.Ordinal) ? "It must be a number."
            : message.Contains(typeof(TimeSpan).FullName!, StringComparison.Ordinal) ? "It must be a time such as 00:00:30."
            : "";
        return $"The settings do not fit:{Environment.NewLine}{message} {expected}".TrimEnd();
    }
}
