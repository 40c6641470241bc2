namespace Actors.LoadTest.Reconciling;

/// <summary>One thing that is wrong.</summary>
/// <param name="Kind">What kind of thing.</param>
/// <param name="Person">Whose ledger: an id, never a name.</param>
/// <param name="What">What is wrong, in words without personal data.</param>
public sealed record Finding(FindingKind Kind, string Person, string What)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Kind} {Person}: {What}";
}
