using Actors.Domain.Entrants.Prompts;

namespace Actors.Storage.ReadModels.Entrants;

/// <summary>What tells prompts apart.</summary>
internal readonly record struct PromptKey(string Entrant, string Stay, PromptNumber Number)
{
    /// <summary>As the columns of the key.</summary>
    public object[] Values => [Entrant, Stay, (long)Number.Day, (long)Number.Index];
}
