using Actors.Domain.Programmes;
using Actors.Domain.Protection;
using Actors.Domain.Registration;

namespace Actors.Registration.Matches;

/// <summary>A registration to match.</summary>
/// <param name="Registration">Its record.</param>
/// <param name="Details">What the person typed or the passport says.</param>
/// <param name="Arrival">The local date of arrival, planned or past; <c>null</c> if not known yet.</param>
public sealed record MatchSubject(RecordId Registration, TravellerDetails Details, DateOnly? Arrival);

/// <summary>A programme on a day. Registrations and rows of another programme are never seen.</summary>
/// <param name="Programme">The programme.</param>
/// <param name="Today">Its local date.</param>
/// <param name="StayDays">How many days after its arrival a row of the roster still stands for a stay.</param>
public sealed record MatchScope(ProgrammeId Programme, DateOnly Today, int StayDays)
{
    /// <summary>The scope of a programme at a moment.</summary>
    public static MatchScope Of(Programme programme, DateTimeOffset now) =>
        new(programme.Version.Id, programme.Zone.DateAt(now), programme.Days.LastDay);
}

/// <summary>A registration whose match changed.</summary>
/// <param name="Registration">Its record.</param>
/// <param name="Programme">The programme.</param>
/// <param name="Match">What it is now.</param>
/// <param name="Version">The number of the change; each change of a registration has a higher one.</param>
public sealed record MatchChange(RecordId Registration, ProgrammeId Programme, MatchOutcome Match, long Version);
