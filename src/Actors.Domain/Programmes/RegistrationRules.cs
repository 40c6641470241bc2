namespace Actors.Domain.Programmes;

/// <summary>The rules of registration (SPEC E2 to E10).</summary>
public sealed record RegistrationRules
{
    /// <summary>The version of the terms of use to which people agree.</summary>
    public required int TermsVersion { get; init; }

    /// <summary>The version of the notice about health answers.</summary>
    public required int HealthNoticeVersion { get; init; }

    /// <summary>The version of the notice about the written pledge.</summary>
    public required int PledgeNoticeVersion { get; init; }

    /// <summary>The version of the notice about locations.</summary>
    public required int LocationNoticeVersion { get; init; }

    /// <summary>People with an app older than this are asked to update it.</summary>
    public required Version RecommendedAppVersion { get; init; }

    /// <summary>The oldest version of iOS.</summary>
    public required Version MinimumIos { get; init; }

    /// <summary>The oldest version of Android.</summary>
    public required Version MinimumAndroid { get; init; }

    /// <summary>How long another phone waits for the consent of the one before, and nothing counts as missed.</summary>
    public required TimeSpan TakeoverWait { get; init; }

    /// <summary>After a wait, the time in which another request for the same person stops no duties.</summary>
    public required TimeSpan TakeoverRest { get; init; }

    /// <summary>How often the mailed code may be mistyped.</summary>
    public required int CodeTries { get; init; }

    /// <summary>The number of days after landing from which the screen says whom to write to, and staff look at it.</summary>
    public required int ContactFromDay { get; init; }

    /// <summary>
    /// The number of days after which a registration that led to no stay is erased, counted from the day on which the person
    /// registered, or from the arrival on the roster if that is later (SPEC S3).
    /// </summary>
    public required int UnusedDays { get; init; }

    /// <summary>The number of days after the arrival after which a row of the roster without a registration is erased.</summary>
    public required int RosterDays { get; init; }

    /// <summary>Whether the law allows to erase a person on request before the term is over. Never during a stay.</summary>
    public required bool ErasesOnRequest { get; init; }

    /// <summary>The address for questions about details that do not match (SPEC E8).</summary>
    public required string DetailsContact { get; init; }

    /// <summary>The address for questions about the use of the app (SPEC E8).</summary>
    public required string AppContact { get; init; }
}
