namespace Actors.Domain.Entrants;

/// <summary>
/// What staff are to look at for one person. Numbers are stored: they keep their meaning. What settles each without staff
/// is in <see cref="FollowUpRules"/>.
/// </summary>
[Flags]
public enum FollowUps : ushort
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The person checked in away from every known place; staff confirm the new one.</summary>
    NewPlace = 1 << 0,

    /// <summary>A second fix was outside, uncertain or not given.</summary>
    UncertainPlace = 1 << 1,

    /// <summary>The person reported symptoms.</summary>
    Symptoms = 1 << 2,

    /// <summary>A prompt did not reach the phone, or not in time.</summary>
    PhoneProblem = 1 << 3,

    /// <summary>No sign of life for the first span of the programme: other channels, then a person calls.</summary>
    Unreachable = 1 << 4,

    /// <summary>No sign of life for the second span: a supervisor looks at it.</summary>
    Supervisor = 1 << 5,

    /// <summary>A prompt was missed although it reached the phone.</summary>
    NotAnswering = 1 << 6,

    /// <summary>A call of the machine came to nothing: staff are to call.</summary>
    CallDue = 1 << 7,
}
