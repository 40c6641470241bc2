using Actors.Domain.Programmes;

namespace Actors.Domain.Prompts;

/// <summary>The secrets by which prompts are drawn: one for each programme, so that none says anything about another.</summary>
public interface IPlanKeys
{
    /// <summary>The secret of a programme; always the same one.</summary>
    PlanKey KeyOf(ProgrammeId programme);
}
