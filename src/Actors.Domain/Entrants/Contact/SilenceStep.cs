namespace Actors.Domain.Entrants.Contact;

/// <summary>How far it has gone with a person of whom nothing is heard. Never a blame, never silence.</summary>
public enum SilenceStep : byte
{
    /// <summary>The phone was heard of lately.</summary>
    None = 0,

    /// <summary>Nothing for the first span: other channels, then a person calls.</summary>
    Unreachable = 1,

    /// <summary>Nothing for the second span: a supervisor.</summary>
    Supervisor = 2,
}
