using System.Data.Common;
using Actors.Privacy;
using Actors.Privacy.MasterKeys;
using Actors.Privacy.Records;

namespace Actors.Server.Operations.Commands;

/// <summary>
/// <c>create-key-file &lt;path&gt;</c>: makes fresh keys for a new installation, readable by the owner only.
/// </summary>
public sealed class CreateKeyFileCommand(TimeProvider time)
{
    /// <summary>Makes the file. An existing file is never overwritten: with it all personal data would be lost.</summary>
    public CommandResult Run(string path)
    {
        using var keys = PersonalDataKeys.Create(KeyNames.Next(time));
        try
        {
            KeyFile.Create(path, keys);
        }
        catch (KeyFileException exception)
        {
            return CommandResult.Failed(exception.Message);
        }

        return CommandResult.Done(
            $"Made {path} with key {keys.Master.CurrentId}. Set "
            + $"{PersonalDataOptions.Section}:{nameof(PersonalDataOptions.KeyFile)} to it. Keep a copy in a safe "
            + "place apart from "
            + "the backups of the database: without it personal data cannot be read.");
    }
}

/// <summary>
/// <c>add-master-key &lt;path&gt;</c>: adds a fresh master key to a key file and makes it the current one.
/// </summary>
public sealed class AddMasterKeyCommand(TimeProvider time)
{
    /// <summary>Changes the file wholly or not at all.</summary>
    public CommandResult Run(string path)
    {
        try
        {
            using var keys = KeyFile.Read(path);
            using var master = keys.Master.WithNewCurrent(KeyNames.Next(time));
            KeyFile.Replace(path, keys.With(master: master));
            return CommandResult.Done(
                $"Master key {master.CurrentId} is current in {path}. Give the file to every server, then run "
                + "rotate-master-key.");
        }
        catch (KeyFileException exception)
        {
            return CommandResult.Failed(exception.Message);
        }
    }
}

/// <summary>
/// <c>add-plan-key &lt;path&gt;</c>: adds the secret behind the plans of prompts to a key file that was made before there
/// were plans.
/// </summary>
public sealed class AddPlanKeyCommand(TimeProvider time)
{
    /// <summary>
    /// Changes the file wholly or not at all. A plan key that is there stays: with another one every plan would be another.
    /// </summary>
    public CommandResult Run(string path)
    {
        try
        {
            using var keys = KeyFile.ReadOrComplete(path, KeyNames.Next(time), out var hadPlan);
            if (hadPlan)
            {
                return CommandResult.No(
                    $"{path} has plan key {keys.Plan.CurrentId} already. Another one would change the plans of all stays.");
            }

            KeyFile.Replace(path, keys);
            return CommandResult.Done($"Plan key {keys.Plan.CurrentId} is in {path}. Give the file to every server.");
        }
        catch (KeyFileException exception)
        {
            return CommandResult.Failed(exception.Message);
        }
    }
}

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
