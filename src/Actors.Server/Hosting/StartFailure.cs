using System.Data.Common;
using System.Net.Sockets;
using Actors.Privacy.MasterKeys;
using Actors.Storage.Databases;
using Microsoft.Extensions.Options;

namespace Actors.Server.Hosting;

/// <summary>
/// Reasons why a server does not start which an operator can remove. They are reported in words, without a stack trace.
/// </summary>
internal static class StartFailure
{
    /// <summary>The assembly whose exceptions name a setting that has the wrong type.</summary>
    private const string Binder = "Microsoft.Extensions.Configuration.Binder";

    /// <summary>The reason in words; <c>null</c> if an operator cannot remove it.</summary>
    public static string? Explain(Exception exception) => exception switch
    {
        OptionsValidationException invalid =>
            string.Join(Environment.NewLine, invalid.Failures.Prepend("The settings are wrong:")),
        WriterLockHeldException or DatabaseFileException or MigrationException or KeyFileException or KeyMissingException
            or BrokenWrapException => exception.Message,
        DbException => $"The database cannot be used: {exception.Message} See the settings in the section Storage.",

        InvalidOperationException { Source: Binder } => ExplainType(exception.Message),
        SocketException => $"The server cannot listen: {exception.Message}. See the setting Urls.",

        // A file or folder that cannot be created or read, or an address that is in use.
        IOException or UnauthorizedAccessException => $"The server cannot start: {exception.Message}",
        AggregateException { InnerExceptions: [var only] } => Explain(only),
        _ => null,
    };

    /// <summary>Writes a reason to standard error.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> ReportAsync(string reason)
    {
        await Console.Error.WriteLineAsync(reason);
        return 1;
    }

    private static string ExplainType(string message)
    {
        var expected =
            message.Contains(typeof(bool).FullName!, StringComparison.Ordinal) ? "It must be true or false."
            : message.Contains(typeof(int).FullName!, StringComparison.Ordinal) ? "It must be a whole number."
            : message.Contains(typeof(double).FullName!, StringComparison.Ordinal) ? "It must be a number."
            : message.Contains(typeof(TimeSpan).FullName!, StringComparison.Ordinal) ? "It must be a time such as 00:00:30."
            : "";
        return $"The settings are wrong:{Environment.NewLine}{message} {expected}".TrimEnd();
    }
}
