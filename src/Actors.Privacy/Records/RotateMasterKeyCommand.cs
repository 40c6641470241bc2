using System.Data.Common;
using Actors.Privacy.MasterKeys;

namespace Actors.Privacy.Records;

/// <summary>
/// <c>rotate-master-key</c>: wraps the keys of all records under the current master key. It may be repeated.
/// </summary>
public sealed class RotateMasterKeyCommand(MasterKeyRotation rotation)
{
    /// <summary>Runs the rotation; exit code 0 when nothing is left.</summary>
    public async Task<CommandResult> RunAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            var result = await rotation.RunAsync(cancellationToken);
            var text = $"{result.Rewrapped} records wrapped again, {result.Failed} failed, {result.Left} left.";
            return result.Left == 0
                ? CommandResult.Done($"{text} The older master keys can be retired with retire-master-key.")
                : CommandResult.No($"{text} The log names the failed ones; records made meanwhile need another run.");
        }
        catch (Exception exception) when (exception is DbException or KeyMissingException)
        {
            return CommandResult.Failed($"The rotation stopped and can be run again: {exception.Message}");
        }
    }
}
