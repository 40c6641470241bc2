namespace Actors.Protocol.Messages;

/// <summary>What there is to do today.</summary>
/// <param name="CheckedIn">Whether the person has checked in at the place of stay.</param>
/// <param name="LocationAnswered">Location prompts of today that were answered, in time or late.</param>
/// <param name="LocationDue">Location prompts that came today and count.</param>
/// <param name="Health">The health report of today.</param>
/// <param name="HealthFrom">From when it can be given.</param>
/// <param name="HealthUntil">Until when it is in time.</param>
public sealed record Checklist(
    bool CheckedIn, int LocationAnswered, int LocationDue, HealthItem Health, DateTimeOffset HealthFrom,
    DateTimeOffset HealthUntil);
