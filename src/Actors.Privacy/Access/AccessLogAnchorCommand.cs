using System.Data.Common;

namespace Actors.Privacy.Access;

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
