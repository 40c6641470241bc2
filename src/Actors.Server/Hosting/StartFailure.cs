using System.Data.Common;
using Actors.Storage.Fencing;
using Actors.Storage.Migrations;
using Actors.Storage.Protection.Keys;
using Microsoft.Extensions.Options;

namespace Actors.Server.Hosting;

/// <summary>
/// Reasons for which a server does not start that whoever starts it can mend: told in words, without a stack trace.
/// </summary>
internal static class StartFailure
{
    /// <summary>The words; null: it is not such a reason.</summary>
    public static string? Explain(Exception exception) => exception switch
    {
        OptionsValidationException invalid =>
            string.Join(Environment.NewLine, invalid.Failures.Prepend("The settings do not fit:")),
        WriterLockHeldException or MigrationException or KeyFileException or KeyMissingException or BrokenWrapException
            => exception.Message,
        DbException => $"The database cannot be used: {exception.Message} See the settings in the section Storage.",

        // A file or folder that cannot be made or read, or an address that somebody else listens on.
        IOException or UnauthorizedAccessException => $"The server cannot start: {exception.Message}",
        AggregateException { InnerExceptions: [var only] } => Explain(only),
        _ => null,
    };
}
