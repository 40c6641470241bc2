namespace Actors.Privacy.MasterKeys;

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
