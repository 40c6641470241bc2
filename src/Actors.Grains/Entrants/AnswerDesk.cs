using Actors.Domain.Entrants;
using Actors.Domain.Entrants.Health;
using Actors.Domain.Entrants.Presence;
using Actors.Domain.Ledger;
using Actors.Domain.Protection;
using Actors.Grains.Formats;

namespace Actors.Grains.Entrants;

/// <summary>
/// Takes the answers of phones: checks what needs no history, opens what is known of the person for a moment, and seals
/// what is new. What is in the clear goes no further.
/// </summary>
public sealed class AnswerDesk(Rulebook rules, IRecordKeys keys)
{
    /// <summary>The person is at the place of stay.</summary>
    public async Task<TakenAnswer> CheckInAsync(EntrantState state, Answer answer, Fix fix, DateTimeOffset now)
    {
        if (Refuse(state, answer, fix, now) is { } refusal)
        {
            return refusal;
        }

        var stay = state.Stay!;
        using var key = await keys.OpenAsync(stay.Id.Record);
        var (places, isNewPlace) = SealedPlaces.CheckIn(key, stay.Places, fix, rules.For(stay).Presence);
        var position = SealedPlaces.Seal(key, fix);
        return new(null, (at, context) => CheckInRules.CheckIn(at, context, answer, position, places, isNewPlace));
    }

    /// <summary>A position, perhaps taken in a call.</summary>
    public async Task<TakenAnswer> LocationAsync(
        EntrantState state, Answer answer, Fix fix, DateTimeOffset now, int? call = null)
    {
        if (Refuse(state, answer, fix, now) is { } refusal)
        {
            return refusal;
        }

        var stay = state.Stay!;
        using var key = await keys.OpenAsync(stay.Id.Record);
        var evidence = SealedPlaces.Judge(key, stay.Places, fix, rules.For(stay).Presence, answer.AnsweredAt);
        return new(null, (at, context) => LocationReportRules.Report(at, context, answer, evidence, call));
    }

    /// <summary>How the person feels.</summary>
    public async Task<TakenAnswer> HealthAsync(EntrantState state, Answer answer, HealthAnswers answers, DateTimeOffset now)
    {
        if (AnswerRules.Check(state, answer, now) is { } refusal)
        {
            return refusal;
        }

        var stay = state.Stay!;
        var health = rules.For(stay).Health;
        if (HealthCheck.Check(answers, health) is { } fault)
        {
            return fault;
        }

        using var key = await keys.OpenAsync(stay.Id.Record);
        var secret = key.Seal(SealedContents.WriteHealth(answers), SealPurpose.Health);
        var hasSymptoms = HealthCheck.HasSymptoms(answers, health);
        return new(null, (at, context) => HealthReportRules.Report(at, context, answer, secret, hasSymptoms));
    }

    private Refusal? Refuse(EntrantState state, Answer answer, Fix fix, DateTimeOffset now)
    {
        if (AnswerRules.Check(state, answer, now) is { } refusal)
        {
            return refusal;
        }

        var presence = rules.For(state.Stay!).Presence;
        return FixRules.Check(fix, now, presence)
            ?? (FixRules.IsUsable(fix, answer.AnsweredAt, presence) ? null : Refusals.FixUnusable);
    }
}
