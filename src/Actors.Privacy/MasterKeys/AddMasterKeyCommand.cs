namespace Actors.Privacy.MasterKeys;

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
