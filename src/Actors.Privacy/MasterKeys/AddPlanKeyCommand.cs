namespace Actors.Privacy.MasterKeys;

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
