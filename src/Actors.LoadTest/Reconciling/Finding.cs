namespace Actors.LoadTest.Reconciling;

/// <summary>One error in the ledger.</summary>
/// <param name="Kind">The kind of error.</param>
/// <param name="Person">The id of the person.</param>
/// <param name="What">What is wrong, without personal data.</param>
public sealed record Finding(FindingKind Kind, string Person, string What)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Kind} {Person}: {What}";
}

/// <summary>The kind of a <see cref="Finding"/>.</summary>
public enum FindingKind
{
    /// <summary>The ledger lacks something that was acknowledged, shown or due.</summary>
    Lost,

    /// <summary>The ledger has something twice.</summary>
    Duplicated,

    /// <summary>A day, a time or a number of prompts breaks the rules of the programme.</summary>
    WrongDay,

    /// <summary>The ledger blames a person for something that is not their fault.</summary>
    WronglyBlamed,

    /// <summary>A person who is truly gone was not found in time.</summary>
    NotFound,
}

/// <summary>Collects findings.</summary>
internal sealed class Findings
{
    private readonly List<Finding> _all = [];

    public IReadOnlyList<Finding> All => _all;

    public void Add(FindingKind kind, StayHistory stay, string what) => _all.Add(new(kind, stay.Person, what));
}
