using Actors.Domain.Entrants;
using Actors.Grains.Calls;

namespace Actors.Grains.Entrants;

/// <summary>Carries out what the rules of an entrant ask to be done outside. Whatever it is: as things stand by now.</summary>
/// <param name="grain">The grain of the person.</param>
/// <param name="grains">Other grains.</param>
/// <param name="rules">What the rules know.</param>
internal sealed class Errands(EntrantGrain grain, IGrainFactory grains, Rulebook rules)
{
    private const string DayReminder = "day";
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private ICallGrain Calls => grains.GetGrain<ICallGrain>(grain.GetPrimaryKeyString());

    /// <summary>Carries out one effect.</summary>
    public Task CarryOutAsync(EntrantEffect effect, EntrantState state, ConnectedPhones? phones, DateTimeOffset now) =>
        effect switch
        {
            EntrantEffect.UpdateDailyReminder => KeepDaysAsync(state.Stay, now),
            EntrantEffect.UpdateCallSchedule => KeepCallsAsync(state),
            EntrantEffect.ReportPlaceToCall tell => Calls.JudgePlaceAsync(tell.Call, tell.Place),
            _ when phones is not null => phones.ShowAsync(effect, state, rules, now),
            _ => Task.CompletedTask, // No phone is connected; one that connects is shown what is open.
        };

    private async Task KeepDaysAsync(StayState? stay, DateTimeOffset now)
    {
        if (stay is { HasEnded: false })
        {
            var first = stay.PlanAt - now;
            await grain.RegisterOrUpdateReminder(DayReminder, first > TimeSpan.Zero ? first.Value : Day, Day);
        }
        else if (await grain.GetReminder(DayReminder) is { } reminder)
        {
            await grain.UnregisterReminder(reminder);
        }
    }

    /// <summary>Where time runs fast only people who ask are called: a call takes real time.</summary>
    private Task KeepCallsAsync(EntrantState state) => rules.IsRealTime && CallRecordRules.SubjectOf(state) is { } subject
        ? Calls.FollowAsync(subject)
        : Task.CompletedTask;
}
