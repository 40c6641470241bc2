namespace Actors.Privacy;

/// <summary>The limits of privacy. What an operator may change is in <see cref="PersonalDataOptions"/>.</summary>
public static class Limits
{
    /// <summary>Stills that are deleted in one transaction: a few megabytes.</summary>
    public const int ExpiredStills = 100;

    /// <summary>How often expired stills are deleted, in real time.</summary>
    public static readonly TimeSpan StillInterval = TimeSpan.FromMinutes(1);
}
