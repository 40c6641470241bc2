using Actors.Domain.Programmes;

namespace Actors.Server.Demo.Enrolment;

/// <summary>How many people are to be enrolled, and as what.</summary>
/// <param name="Count">So many who carry a phone.</param>
/// <param name="Programme">The rules that hold for their stays.</param>
/// <param name="LandedAt">When they landed.</param>
/// <param name="IsConfirmed">Whether the roster knows them.</param>
/// <param name="CompanionsEach">For how many others each of them answers.</param>
internal sealed record EnrolmentOrder(
    int Count, ProgrammeVersion Programme, DateTimeOffset LandedAt, bool IsConfirmed, int CompanionsEach);
