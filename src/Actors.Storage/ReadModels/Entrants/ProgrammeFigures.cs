using System.Collections.Immutable;
using Actors.Domain.Entrants.Prompts;

namespace Actors.Storage.ReadModels.Entrants;

/// <summary>One programme in figures.</summary>
/// <param name="People">Where people are.</param>
/// <param name="Total">What became of all prompts ever planned, by what they ask for.</param>
/// <param name="Span">What became of the prompts planned in the span that was asked for.</param>
public sealed record ProgrammeFigures(
    PeopleCounts People, ImmutableDictionary<PromptKind, FateCounts> Total, ImmutableDictionary<PromptKind, FateCounts> Span)
{
    /// <summary>Nothing yet.</summary>
    public static ProgrammeFigures None { get; } =
        new(default, ImmutableDictionary<PromptKind, FateCounts>.Empty, ImmutableDictionary<PromptKind, FateCounts>.Empty);
}
