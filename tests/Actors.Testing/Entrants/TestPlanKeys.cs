using Actors.Domain.Plans;
using Actors.Domain.Programmes;

namespace Actors.Testing.Entrants;

/// <summary>The same secret in every run, so that the same prompts are drawn.</summary>
public sealed class TestPlanKeys : IPlanKeys
{
    /// <summary>The secret.</summary>
    public static readonly PlanKey Key = new("the secret of tests: 32 bytes ..."u8[..PlanKey.ByteCount]);

    /// <inheritdoc/>
    public PlanKey For(ProgrammeId programme) => Key;
}
