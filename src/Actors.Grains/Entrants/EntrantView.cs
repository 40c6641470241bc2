using System.Collections.Immutable;
using Actors.Domain.Entrants;
using Actors.Domain.Entrants.Contact;
using Actors.Domain.Entrants.Prompts;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Plans;
using Actors.Domain.Programmes;
using Actors.Grains.Calls;

namespace Actors.Grains.Entrants;

/// <summary>What the phone shows of one person: never what is still planned.</summary>
/// <param name="Person">Who.</param>
/// <param name="Now">The programme clock of the server.</param>
/// <param name="Stay">The present stay or the last one; <c>null</c> if there was none yet.</param>
/// <param name="Companions">For whom the person answers.</param>
/// <param name="Call">The call that is announced, rings, or goes on; <c>null</c> if none is known here.</param>
/// <param name="Faults">What is wrong with the phone, as far as it is known.</param>
[GenerateSerializer]
[Alias("entrant-view")]
[Immutable]
public sealed record EntrantView(
    [property: Id(0)] EntrantId Person,
    [property: Id(1)] DateTimeOffset Now,
    [property: Id(2)] StayView? Stay,
    [property: Id(3)] ImmutableArray<EntrantId> Companions,
    [property: Id(4)] CallView? Call = null,
    [property: Id(5)] PhoneFaults Faults = PhoneFaults.None);

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
            prompts.DrainToImmutable(),
            stay.DisputedUntil > now ? stay.DisputedUntil : null);
    }
}

/// <summary>A prompt as the phone shows it.</summary>
/// <param name="Handle">What an answer carries: good once, for this person only.</param>
/// <param name="Number">Its number in the stay.</param>
/// <param name="Kind">What is asked.</param>
/// <param name="IssuedAt">When it was sent.</param>
/// <param name="ClosesAt">Until when an answer is in time.</param>
/// <param name="Outcome">What became of it so far.</param>
[GenerateSerializer]
[Alias("prompt-view")]
[Immutable]
public sealed record PromptView(
    [property: Id(0)] string Handle,
    [property: Id(1)] PromptNumber Number,
    [property: Id(2)] PromptKind Kind,
    [property: Id(3)] DateTimeOffset IssuedAt,
    [property: Id(4)] DateTimeOffset ClosesAt,
    [property: Id(5)] PromptOutcome Outcome)
{
    /// <summary>A handle is as good as an answer: it is not for logs.</summary>
    public override string ToString() => $"{Kind} {Number}";
}

/// <summary>An open prompt as a message tells of it.</summary>
/// <param name="Programme">The rules of the stay.</param>
/// <param name="Kind">What is asked.</param>
/// <param name="ClosesAt">Until when an answer is in time.</param>
/// <param name="IsDelivered">Whether it is proved that it reached the phone.</param>
[GenerateSerializer]
[Alias("open-prompt")]
[Immutable]
public sealed record OpenPrompt(
    [property: Id(0)] ProgrammeVersion Programme,
    [property: Id(1)] PromptKind Kind,
    [property: Id(2)] DateTimeOffset ClosesAt,
    [property: Id(3)] bool IsDelivered);

/// <summary>Why a prompt is shown.</summary>
[GenerateSerializer]
[Alias("prompt-occasion")]
public enum PromptOccasion : byte
{
    /// <summary>It is new.</summary>
    Issued,

    /// <summary>The person is reminded of it, or there is more time for it than was said.</summary>
    Reminder,

    /// <summary>The phone was away and gets what it missed.</summary>
    Resumed,
}

/// <summary>A stay as the phone shows it.</summary>
/// <param name="Stay">Its name.</param>
/// <param name="Programme">Its rules.</param>
/// <param name="IsConfirmed">Whether the roster knows the person; until then no end date is shown.</param>
/// <param name="HasEnded">Whether it is over.</param>
/// <param name="Day">The number of the present day; <c>null</c> if the period is over.</param>
/// <param name="LastDay">The number of the last day.</param>
/// <param name="LastDate">The last day, local to the programme.</param>
/// <param name="EndsAt">When the person is free.</param>
/// <param name="Checklist">What there is to do today.</param>
/// <param name="Progress">What became of every day.</param>
/// <param name="Prompts">Prompts that can be answered now, in time or late.</param>
/// <param name="DisputedUntil">
/// Another phone asks to speak for the person, and nothing counts as missed until then; <c>null</c> if none asks.
/// </param>
[GenerateSerializer]
[Alias("stay-view")]
[Immutable]
public sealed record StayView(
    [property: Id(0)] StayId Stay,
    [property: Id(1)] ProgrammeVersion Programme,
    [property: Id(2)] bool IsConfirmed,
    [property: Id(3)] bool HasEnded,
    [property: Id(4)] int? Day,
    [property: Id(5)] int LastDay,
    [property: Id(6)] DateOnly LastDate,
    [property: Id(7)] DateTimeOffset EndsAt,
    [property: Id(8)] Checklist Checklist,
    [property: Id(9)] Progress Progress,
    [property: Id(10)] ImmutableArray<PromptView> Prompts,
    [property: Id(11)] DateTimeOffset? DisputedUntil = null);
