using Actors.Privacy;
using Actors.Privacy.Access;
using Actors.Privacy.MasterKeys;
using Actors.Privacy.Records;
using Run = System.Func<System.IServiceProvider, string[], System.Threading.Tasks.Task<Actors.Privacy.CommandResult>>;

namespace Actors.Server.Operations.Commands;

/// <summary>What the server's program does besides serving: one word, perhaps with arguments.</summary>
internal static class ServerCommands
{
    private static readonly Dictionary<string, Run> Known = new(StringComparer.Ordinal)
    {
        ["create-key-file"] = static (services, words) => Task.FromResult(words is [var path]
            ? services.GetRequiredService<CreateKeyFileCommand>().Run(path)
            : CommandResult.Failed("Say where: create-key-file <path>.")),
        ["add-master-key"] = static (services, words) => Task.FromResult(words is [var path]
            ? services.GetRequiredService<AddMasterKeyCommand>().Run(path)
            : CommandResult.Failed("Say to which file: add-master-key <path>.")),
        ["add-plan-key"] = static (services, words) => Task.FromResult(words is [var path]
            ? services.GetRequiredService<AddPlanKeyCommand>().Run(path)
            : CommandResult.Failed("Say to which file: add-plan-key <path>.")),
        ["rotate-master-key"] = static (services, _) => services.GetRequiredService<RotateMasterKeyCommand>().RunAsync(),
        ["retire-master-key"] = RetireCommand.RunAsync,
        ["verify-access-log"] = static (services, anchors) =>
            services.GetRequiredService<VerifyAccessLogCommand>().RunAsync(anchors),
        ["access-log-anchor"] = static (services, _) => services.GetRequiredService<AccessLogAnchorCommand>().RunAsync(),
        ["rebuild-read-model"] = static (services, words) => RebuildCommand.RunAsync(services, words),
    };

    /// <summary>The command that the arguments ask for; null: none, the server is to serve.</summary>
    public static ServerCommand? Find(string[] arguments)
    {
        if (arguments is not [var word, .. var rest] || word.StartsWith('-'))
        {
            return null;
        }

        // Settings may follow a command as they follow the server itself.
        string[] words = [.. rest.TakeWhile(argument => !argument.StartsWith("--", StringComparison.Ordinal))];
        return Known.TryGetValue(word, out var run)
            ? new(services => run(services, words))
            : new(_ => Task.FromResult(CommandResult.Failed(
                $"\"{word}\" is not a command. There are: {string.Join(", ", Known.Keys.Order())}. "
                + "Without one the server serves.")));
    }
}
