namespace Actors.LoadTest.Reconciling;

/// <summary>How to tamper with what was read, to see that the reconciler notices.</summary>
public enum Sabotage
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>One acknowledged report is taken out.</summary>
    Lose,

    /// <summary>One report stands twice.</summary>
    Repeat,

    /// <summary>One day gets the number of the next.</summary>
    ShiftDay,

    /// <summary>One prompt that was answered in time counts as missed.</summary>
    Blame,
}
