using Actors.Privacy;
using Actors.Privacy.MasterKeys;
using Actors.Privacy.Records;

namespace Actors.Server.Operations.Commands;

/// <summary>
/// <c>retire-master-key KEY PATH</c>: takes a master key that no record needs any more out of its file.
/// </summary>
internal static class RetireCommand
{
    public static async Task<CommandResult> RunAsync(IServiceProvider services, string[] words)
    {
        if (words is not [var key, var path])
        {
            return CommandResult.Failed("Say which key, and the file it stands in: retire-master-key <key> <path>.");
        }

        try
        {
            return await services.GetRequiredService<RetireMasterKeyCommand>().RunAsync(new KeyId(key), path);
        }
        catch (ArgumentException exception)
        {
            return CommandResult.Failed(exception.Message);
        }
    }
}
