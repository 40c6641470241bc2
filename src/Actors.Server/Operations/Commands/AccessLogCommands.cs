using System.Data.Common;
using Actors.Privacy.Access;

namespace Actors.Server.Operations.Commands;

/// <summary>
/// <c>verify-access-log [anchor…]</c>: checks the access log against itself and against anchors kept elsewhere. Exit code
/// 0: intact; 1: not what was written; 2: could not be checked.
/// </summary>
public sealed class VerifyAccessLogCommand(AccessLog log)
{
    /// <summary>Checks the whole log.</summary>
    /// <param name="anchors">
    /// As <c>access-log-anchor</c> printed them; none is allowed, but then a cut end does not show.
    /// </param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<CommandResult> RunAsync(
        IReadOnlyCollection<string> anchors, CancellationToken cancellationToken = default)
    {
        var parsed = new List<AccessLogAnchor>();
        foreach (var text in anchors)
        {
            if (!AccessLogAnchor.TryParse(text, out var anchor))
            {
                return CommandResult.Failed($"\"{text}\" is not an anchor: it has a number, a colon and 43 characters.");
            }

            parsed.Add(anchor);
        }

        try
        {
            return Report(await log.VerifyAsync(parsed, cancellationToken), parsed.Count);
        }
        catch (DbException exception)
        {
            return CommandResult.Failed($"The access log cannot be read: {exception.Message}");
        }
    }

    private static CommandResult Report(AccessLogVerdict verdict, int anchors) => verdict switch
    {
        { Fault: { Kind: AccessLogFaultKind.KeyMissing } fault } => CommandResult.Failed(fault.ToString()),
        { Fault: { } fault } => CommandResult.No($"NOT INTACT. {fault} {verdict.IntactEntries} entries before it are intact."),
        { Head: null } => CommandResult.Done("The access log is empty."),
        _ => CommandResult.Done(
            $"Intact: {verdict.IntactEntries} entries, {anchors} anchors hold."
            + (anchors == 0 ? " Without an anchor a cut end does not show." : "")
            + $"{Environment.NewLine}Anchor now: {verdict.Head}"),
    };
}

/// <summary>
/// <c>access-log-anchor</c>: prints the head of the access log, to be kept where the database cannot reach.
/// </summary>
public sealed class AccessLogAnchorCommand(AccessLog log)
{
    /// <summary>Prints the anchor alone, so that it can be piped.</summary>
    public async Task<CommandResult> RunAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            return await log.ReadHeadAsync(cancellationToken) is { } head
                ? CommandResult.Done(head.ToString())
                : CommandResult.No("The access log is empty.");
        }
        catch (DbException exception)
        {
            return CommandResult.Failed($"The access log cannot be read: {exception.Message}");
        }
    }
}
