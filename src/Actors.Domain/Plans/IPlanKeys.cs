using System.Diagnostics.CodeAnalysis;
using Actors.Domain.Programmes;

namespace Actors.Domain.Plans;

/// <summary>The secrets from which the plans of prompts are drawn, one for each programme.</summary>
public interface IPlanKeys
{
    /// <summary>That of a programme: always the same one.</summary>
    /// <exception cref="ArgumentException">The id names no programme.</exception>
    [SuppressMessage("Naming", "CA1716", Justification = "Visual Basic has such a word; nothing here is called from it.")]
    PlanKey For(ProgrammeId programme);
}
