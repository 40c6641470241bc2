using System.Data.Common;
using Actors.Privacy.MasterKeys;

namespace Actors.Privacy.Records;

/// <summary>
/// <c>retire-master-key &lt;id&gt; &lt;path&gt;</c>: takes a master key out of use in the database and then out of the
/// key file. It refuses while a record needs the key.
/// </summary>
public sealed class RetireMasterKeyCommand(MasterKeyRotation rotation)
{
    /// <summary>Retires the key. When it stops between database and file it can be run again.</summary>
    public async Task<CommandResult> RunAsync(KeyId masterKey, string path, CancellationToken cancellationToken = default)
    {
        try
        {
            using var keys = KeyFile.Read(path);
            if (!keys.Master.Contains(masterKey))
            {
                return CommandResult.No($"{path} has no master key {masterKey}.");
            }

            if (keys.Master.CurrentId == masterKey)
            {
                return CommandResult.No(
                    $"Master key {masterKey} is the current one. Run add-master-key and rotate-master-key first.");
            }

            await rotation.RetireAsync(masterKey, cancellationToken);
            using var rest = keys.Master.Without(masterKey);
            KeyFile.Replace(path, keys.With(master: rest));
            return CommandResult.Done($"Master key {masterKey} is retired and no longer in {path}.");
        }
        catch (MasterKeyInUseException exception)
        {
            return CommandResult.No($"{exception.Message} Run rotate-master-key again.");
        }
        catch (Exception exception) when (exception is DbException or KeyFileException)
        {
            return CommandResult.Failed(exception.Message);
        }
    }
}
