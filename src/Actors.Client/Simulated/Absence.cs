namespace Actors.Client.Simulated;

/// <summary>A time in which a phone is off line or a person does not react.</summary>
public readonly record struct Absence(DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>Whether a moment is in it.</summary>
    public bool Holds(DateTimeOffset moment) => moment >= From && moment < To;
}
