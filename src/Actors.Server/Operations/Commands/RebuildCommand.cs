using Actors.Privacy;
using Actors.Storage.ReadModels;

namespace Actors.Server.Operations.Commands;

/// <summary>
/// <c>rebuild-read-model NAME</c>: rebuilds a read model from the ledger. It serves the old copy until then.
/// </summary>
internal static class RebuildCommand
{
    public static async Task<CommandResult> RunAsync(IServiceProvider services, string[] words)
    {
        var feed = services.GetRequiredService<ReadModelFeed>();
        var names = feed.Models.Select(model => model.Name).Order().ToList();
        if (words is not [var name] || !names.Contains(name))
        {
            return CommandResult.Failed(
                "Say which: rebuild-read-model <name>. There are: "
                + $"{(names.Count == 0 ? "none yet" : string.Join(", ", names))}.");
        }

        await feed.RebuildAsync(name);
        return CommandResult.Done($"{name} is rebuilt.");
    }
}
