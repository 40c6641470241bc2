namespace Actors.LoadTest.Reconciling;

/// <summary>Gathers what is wrong.</summary>
internal sealed class Findings
{
    private readonly List<Finding> _all = [];

    public IReadOnlyList<Finding> All => _all;

    public void Add(FindingKind kind, StayHistory stay, string what) => _all.Add(new(kind, stay.Person, what));
}
