namespace Actors.Domain.Programmes;

/// <summary>A named, versioned set of rules for stays. It is data: no number of it stands in the code.</summary>
public sealed record Programme
{
    /// <summary>The programme and its version.</summary>
    public required ProgrammeVersion Version { get; init; }

    /// <summary>The name for staff.</summary>
    public required string Name { get; init; }

    /// <summary>The zone of its local days and hours.</summary>
    public required ProgrammeZone Zone { get; init; }

    /// <summary>How days are counted and when the period ends.</summary>
    public required DayRules Days { get; init; }

    /// <summary>The rules of location prompts.</summary>
    public required LocationRules Location { get; init; }

    /// <summary>The rules of the daily health report.</summary>
    public required HealthRules Health { get; init; }

    /// <summary>What counts as being at the place of stay.</summary>
    public required PresenceRules Presence { get; init; }

    /// <summary>The rules of video calls.</summary>
    public required CallRules Calls { get; init; }

    /// <summary>What follows from outages.</summary>
    public required DeliveryRules Delivery { get; init; }

    /// <summary>When contact counts as lost, and what the phone needs.</summary>
    public required ContactRules Contact { get; init; }

    /// <summary>The rules of registration.</summary>
    public required RegistrationRules Registration { get; init; }

    /// <summary>The rules of the inspection at the airport.</summary>
    public required InspectionRules Inspection { get; init; }
}

/// <summary>How days are counted and when the period ends (SPEC Q1).</summary>
public sealed record DayRules
{
    /// <summary>The number of the day of entry: 0 or 1.</summary>
    public required int EntryDay { get; init; }

    /// <summary>
    /// The number of the last day. If the period ends after a number of hours, the day on which it usually ends.
    /// </summary>
    public required int LastDay { get; init; }

    /// <summary>
    /// The number of hours after landing at which the period ends, whatever local clocks do; <c>null</c> if it ends
    /// with the last local day.
    /// </summary>
    public int? FreeAfterHours { get; init; }
}

/// <summary>The rules of location prompts (SPEC Q3).</summary>
public sealed record LocationRules
{
    /// <summary>The minimum number of prompts on a whole day.</summary>
    public required int PromptsMin { get; init; }

    /// <summary>The maximum number of prompts on a whole day.</summary>
    public required int PromptsMax { get; init; }

    /// <summary>The local time before which no prompt is sent.</summary>
    public required TimeOnly WindowFrom { get; init; }

    /// <summary>The local time by which the last prompt has closed.</summary>
    public required TimeOnly WindowTo { get; init; }

    /// <summary>The minimum time from one prompt to the next.</summary>
    public required TimeSpan Gap { get; init; }

    /// <summary>How long a prompt can be answered in time.</summary>
    public required TimeSpan Open { get; init; }

    /// <summary>How long after a prompt a person who has not answered is reminded.</summary>
    public required TimeSpan ReminderAfter { get; init; }

    /// <summary>The number of local days after its own on which a prompt can still be answered late.</summary>
    public required int LateDays { get; init; }

    /// <summary>How long a second fix can be sent in time.</summary>
    public required TimeSpan SecondFixOpen { get; init; }
}

/// <summary>The rules of the daily health report (SPEC Q5).</summary>
public sealed record HealthRules
{
    /// <summary>The local time at which the report is asked for.</summary>
    public required TimeOnly PushAt { get; init; }

    /// <summary>The local time from which a report is late.</summary>
    public required TimeOnly DueBy { get; init; }

    /// <summary>The number of local days after its own on which a report can still be sent late.</summary>
    public required int LateDays { get; init; }

    /// <summary>The lowest temperature that counts as fever, in °C.</summary>
    public required decimal FeverFromCelsius { get; init; }

    /// <summary>The lowest plausible temperature, in °C.</summary>
    public required decimal PlausibleFromCelsius { get; init; }

    /// <summary>The highest plausible temperature, in °C.</summary>
    public required decimal PlausibleToCelsius { get; init; }

    /// <summary>The maximum length of a note in UTF-16 characters.</summary>
    public required int NoteLength { get; init; }
}

/// <summary>The rules of presence at the place of stay (SPEC Q2 and Q4).</summary>
public sealed record PresenceRules
{
    /// <summary>The radius of the place of stay in metres.</summary>
    public required double RadiusMetres { get; init; }

    /// <summary>The worst accuracy of a usable fix, in metres.</summary>
    public required double UnusableAboveMetres { get; init; }

    /// <summary>The maximum age of a usable fix when the person answers.</summary>
    public required TimeSpan UnusableAfter { get; init; }

    /// <summary>How much later than the answer a usable fix may be dated.</summary>
    public required TimeSpan FutureTolerance { get; init; }

    /// <summary>The age from which an answer that names no prompt is refused.</summary>
    public required TimeSpan RefusedAfter { get; init; }

    /// <summary>The number of fixes from which the place of stay is learnt.</summary>
    public required int LearningFixes { get; init; }
}

/// <summary>The rules about outages (SPEC Q6).</summary>
public sealed record DeliveryRules
{
    /// <summary>
    /// The longest overlap with outages by which a window is extended; a longer one excuses the prompt. Also how late a
    /// prompt may be sent after an outage.
    /// </summary>
    public required TimeSpan OutageTolerance { get; init; }
}

/// <summary>The rules about lost contact and the phone (SPEC Q6b, Q12, E7 and S3).</summary>
public sealed record ContactRules
{
    /// <summary>The silence after which other channels try, then staff call.</summary>
    public required TimeSpan UnreachableAfter { get; init; }

    /// <summary>The silence after which a supervisor looks at it.</summary>
    public required TimeSpan SupervisorAfter { get; init; }

    /// <summary>The silence after which a connected phone is pinged.</summary>
    public required TimeSpan PingAfter { get; init; }

    /// <summary>The oldest accepted version of the app.</summary>
    public required Version MinimumAppVersion { get; init; }

    /// <summary>The number of days for which a stay is kept after its end.</summary>
    public required int RetentionDays { get; init; }
}
