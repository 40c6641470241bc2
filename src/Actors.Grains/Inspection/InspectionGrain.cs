using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Actors.Domain.Entrants;
using Actors.Domain.Entrants.Contact;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Inspection;
using Actors.Domain.Ledger;
using Actors.Domain.Outbox;
using Actors.Domain.Programmes;
using Actors.Domain.Protection;
using Actors.Domain.Registration;
using Actors.Grains.Entrants;
using Actors.Grains.Ledger;
using Actors.Grains.Messages;
using Actors.Grains.Registration;
using Actors.Grains.Scheduling;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Storage;

namespace Actors.Grains.Inspection;

/// <inheritdoc/>
/// <remarks>
/// The rules are in <c>Actors.Domain.Inspection</c>. Who the person is, and the stay, are matters of other grains.
/// </remarks>
[SuppressMessage(
    "Maintainability", "CA1506", Justification = "It touches registration, stay, phone and messages; rules are elsewhere.")]
public sealed class InspectionGrain(
    [FromKeyedServices("actors")] IGrainStorage storage,
    [FromKeyedServices(TimeProviderNames.Grains)] TimeProvider clock,
    ProgrammeCatalogue programmes,
    IRecordKeys keys,
    IMessenger messenger,
    ILogger<InspectionGrain> log)
    : LedgeredGrain<InspectionState, InspectionEvent, InspectionEffect>("inspection", storage, clock, log), IInspectionGrain
{
    /// <summary>How long a reminder is of use, in real time.</summary>
    private static readonly TimeSpan ReminderValidity = TimeSpan.FromHours(12);

    private readonly TimeProvider _clock = clock;

    private EntrantId Person => EntrantId.Parse(this.GetPrimaryKeyString());

    private IEntrantGrain Entrant => GrainFactory.GetGrain<IEntrantGrain>(this.GetPrimaryKeyString());

    public async Task<InspectionView?> ReadAsync() => await SubjectAsync() is { } subject ? View(subject) : null;

    public async Task<Refusal?> MarkAsync(string staff, CheckItem item, CheckMark mark)
    {
        var refusal = await ExecuteForAsync((state, stay, now) => InspectionSteps.Mark(state, stay, item, mark, staff, now));
        if (refusal is null && item == CheckItem.Confirmed && mark == CheckMark.Met && await SubjectAsync() is { } subject)
        {
            var unconfirmed = subject.Companions.Where(companion => !companion.IsConfirmed).Select(companion => companion.Person);
            foreach (var person in subject.Registration.IsConfirmed ? unconfirmed : unconfirmed.Prepend(Person))
            {
                refusal ??= await GrainFactory.GetGrain<IRegistrationGrain>(person.ToString()).ConfirmByStaffAsync();
            }
        }

        return refusal;
    }

    public Task<Refusal?> StartTestsAsync(string staff) =>
        ExecuteForAsync((state, stay, now) => InspectionSteps.StartTests(state, stay, staff, now));

    public Task<Refusal?> AnswerTestAsync(TestAnswer answer) => ExecuteAsync((state, now) =>
        InspectionSteps.Answer(state, answer.Number, answer.Item, answer.Fault, answer.Phone, now));

    public Task ConfirmPushAsync(int number) =>
        AnswerTestAsync(new(number, CheckItem.PushTest, TestFault.None, null));

    public async Task<Refusal?> RecordRentalAsync(string staff, RentalOrder? rental)
    {
        RentalPhone? phone = null;
        if (rental is not null)
        {
            using var key = await keys.OpenAsync(Person.Record);
            phone = new(rental.Vendor, key.SealText(rental.Contract, RentalPhone.ContractPurpose), rental.ReturnBy);
        }

        return await ExecuteForAsync((state, stay, now) => InspectionSteps.RecordRental(state, stay, phone, staff, now));
    }

    public async Task<Refusal?> PassAsync(string staff, DateTimeOffset? landedAt)
    {
        if (await SubjectAsync() is not { } subject)
        {
            return RegistrationRefusals.NotRegistered;
        }

        var view = View(subject);
        if (view.HasStayEnded)
        {
            return Refusals.StayEnded;
        }

        if (!view.MayPass)
        {
            return InspectionRefusals.Incomplete;
        }

        if ((view.LandedAt ?? landedAt) is not { } landed)
        {
            return InspectionRefusals.LandingUnknown;
        }

        return await GrainFactory.GetGrain<IRegistrationGrain>(Person.ToString()).BeginStayAsync(landed)
            ?? await ExecuteAsync((state, now) => InspectionSteps.Pass(
                state, subject.Stay, Person, landed, staff, programmes.Newest(view.Programme.Id), now));
    }

    public async Task EnrolAsync(string staff, DateTimeOffset landedAt)
    {
        if (await SubjectAsync() is { } subject)
        {
            var programme = programmes.Newest(subject.Registration.Programme.Id);
            LedgerRefusals.ThrowIfBusy(await ExecuteAsync((state, now) => InspectionSteps.Enrol(
                state, subject.Stay, Person, landedAt, staff, programme, now)));
        }
    }

    /// <inheritdoc/>
    protected override Decision<InspectionEvent, InspectionEffect> DecideDue(InspectionState state, DateTimeOffset now) =>
        state.RemindAt <= now && state.Passing is { } passing
            ? InspectionSteps.Due(state, Person, programmes.Get(passing.Programme), now)
            : Decision<InspectionEvent, InspectionEffect>.Nothing;

    /// <inheritdoc/>
    protected override Task CarryOutAsync(EffectId id, InspectionEffect effect) => effect switch
    {
        InspectionEffect.RunTests tests => RunTestsAsync(tests.Number),
        InspectionEffect.Remind => RemindAsync(id),
        _ => throw new ArgumentOutOfRangeException(nameof(effect), effect.GetType().Name, "This effect is not known."),
    };

    private InspectionView View(Subject subject)
    {
        var (registration, companions, hasEnded) = subject;
        var state = State.Stay == subject.Stay ? State : new();
        var rules = programmes.Newest(registration.Programme.Id).Inspection;
        var isConfirmed = registration.IsConfirmed && companions.All(companion => companion.IsConfirmed);
        var checklist = InspectionChecklist.Of(state, isConfirmed, rules, _clock.AtLeast(rules.TestWait, rules.TestWait), Now);
        return new(
            Person, registration.Programme, checklist, InspectionChecklist.IsComplete(checklist), registration.IsConfirmed,
            registration.NameDiffers, registration.Row, registration.Language, registration.LandedAt, hasEnded, state.Passing,
            state.Phone, state.Rental, registration.OtherPhone, companions);
    }

    private async Task RunTestsAsync(int number)
    {
        if (number != State.TestNumber || await SubjectAsync() is not { } subject)
        {
            return; // Started again since.
        }

        var wait = programmes.Newest(subject.Registration.Programme.Id).Inspection.TestWait;
        await messenger.SendAsync(new(
            MessageId.Of($"{Person}/inspection/{number}"), Lane.Calls, MessageKind.PushTest, Person, Person, number, wait));
        if (!await Entrant.RunTestsAsync(number))
        {
            var self = GrainFactory.GetGrain<IInspectionGrain>(Person.ToString());
            await self.AnswerTestAsync(new(number, CheckItem.LocationTest, TestFault.NotConnected, null));
            await self.AnswerTestAsync(new(number, CheckItem.CameraTest, TestFault.NotConnected, null));
        }
    }

    /// <summary>Reminds a person whose stay goes on: on the connected phone, or by a message that can wait.</summary>
    private async Task RemindAsync(EffectId id)
    {
        if ((await Entrant.ReadAsync()).Stay is { HasEnded: false } && !await Entrant.ShowNoticeAsync(PhoneNotice.Settings))
        {
            await messenger.SendAsync(new(
                MessageId.Of($"{id.Source}/{id.Sequence}"), Lane.News, MessageKind.SettingReminder, Person, Person, 0,
                ReminderValidity));
        }
    }

    /// <summary>Decides for the stay that begins with the inspection.</summary>
    private async Task<Refusal?> ExecuteForAsync(
        Func<InspectionState, int, DateTimeOffset, Decision<InspectionEvent, InspectionEffect>> decide) =>
        await SubjectAsync() is not { } subject ? RegistrationRefusals.NotRegistered
        : subject.Registration.Carer is not null ? RegistrationRefusals.CarerAnswers
        : await ExecuteAsync((state, now) => decide(state, subject.Stay, now));

    private async Task<Subject?> SubjectAsync()
    {
        if (await GrainFactory.GetGrain<IRegistrationGrain>(Person.ToString()).ReadAsync() is not { } registration)
        {
            return null;
        }

        var companions = ImmutableArray.CreateBuilder<InspectedCompanion>();
        foreach (var companion in registration.Companions)
        {
            if (await GrainFactory.GetGrain<IRegistrationGrain>(companion.ToString()).ReadAsync() is { } view)
            {
                companions.Add(new(companion, view.IsConfirmed, view.NameDiffers));
            }
        }

        var hasEnded = registration.LandedAt is not null && (await Entrant.ReadAsync()).Stay is not { HasEnded: false };
        return new(registration, companions.DrainToImmutable(), hasEnded);
    }

    private sealed record Subject(
        RegistrationView Registration, ImmutableArray<InspectedCompanion> Companions, bool HasStayEnded)
    {
        /// <summary>The number of the stay that is inspected: the present one, or the next.</summary>
        public int Stay => Registration.LandedAt is null ? Registration.Stays + 1 : Registration.Stays;
    }
}
