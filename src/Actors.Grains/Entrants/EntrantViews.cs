using System.Collections.Immutable;
using Actors.Domain.Entrants;
using Actors.Domain.Entrants.Prompts;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Plans;
using Actors.Domain.Programmes;

namespace Actors.Grains.Entrants;

/// <summary>Makes of a state what the phone may see of it.</summary>
internal static class EntrantViews
{
    /// <summary>One prompt that was issued.</summary>
    public static PromptView Of(PromptState prompt, StayState stay, PlanKey key) => new(
        PromptHandle.Issue(key, stay.Id, prompt.Number), prompt.Number, prompt.Kind, prompt.IssuedAt!.Value,
        prompt.ClosesAt!.Value, prompt.Outcome);

    /// <summary>One stay.</summary>
    public static StayView Of(StayState stay, Programme programme, PlanKey key, DateTimeOffset now)
    {
        var period = StayPeriod.For(programme.Days, programme.Zone, stay.LandedAt);
        var day = period.DayAt(now);
        var prompts = ImmutableArray.CreateBuilder<PromptView>();
        foreach (var prompt in stay.Prompts)
        {
            var lateDays = prompt.Kind == PromptKind.Health ? programme.Health.LateDays : programme.Location.LateDays;
            if (PromptWindow.StandingAt(prompt, lateDays, programme.Zone, now) != HandleStanding.Dead)
            {
                prompts.Add(Of(prompt, stay, key));
            }
        }

        return new(
            stay.Id, stay.Programme, stay.IsConfirmed, stay.HasEnded, day, period.LastDay, period.LastDate, stay.EndsAt,
            Checklist.Of(stay.CheckedInAt is not null, stay.Tally[day ?? period.LastDay], programme.Health, programme.Zone, now),
            Progress.Of(period, stay.Tally, programme.Zone.DateAt(now)),
            prompts.DrainToImmutable());
    }
}
