using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Actors.Domain.Entrants;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Ledger;
using Actors.Domain.Programmes;
using Actors.Domain.Protection;
using Actors.Domain.Registration;
using Actors.Grains.Entrants;
using Actors.Grains.Ledger;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Storage;

namespace Actors.Grains.Registration;

/// <inheritdoc/>
/// <remarks>
/// The rules are in <c>Actors.Domain.Registration</c>. Here the grain seals and opens the details, lets the rules decide, and
/// asks the index, the roster and other grains.
/// </remarks>
[SuppressMessage(
    "Maintainability", "CA1506", Justification = "Its interface names all that is said to a registration; rules are elsewhere.")]
public sealed partial class RegistrationGrain(
    [FromKeyedServices("actors")] IGrainStorage storage,
    [FromKeyedServices(TimeProviderNames.Grains)] TimeProvider clock,
    ProgrammeCatalogue programmes,
    IRecordKeys keys,
    IRegistrationIndex index,
    IRosterMatch roster,
    IRegistrationMail mail,
    IPhoneSignOut phones,
    ILogger<RegistrationGrain> log)
    : LedgeredGrain<RegistrationState, RegistrationEvent, RegistrationEffect>("registration", storage, clock, log),
        IRegistrationGrain
{
    private const int CodeBound = 100_000_000;
    private static readonly SealPurpose TakeoverCode = new("takeover-code");

    private EntrantId Person => EntrantId.Parse(this.GetPrimaryKeyString());

    private IEntrantGrain Entrant => GrainFactory.GetGrain<IEntrantGrain>(this.GetPrimaryKeyString());

    public async Task<Refusal?> SubmitAsync(Submission submission)
    {
        if (State is { Standing: IdentityStanding.Moved, Other: { } other })
        {
            return await GrainOf(other).SubmitAsync(submission); // The phone took that one over, and registers again.
        }

        var isOwn = State.Device is { } device ? submission.Device == device : submission.Device?.Person == Person;
        return isOwn ? await SubmitAsync(submission, null) : RegistrationRefusals.SignatureWrong;
    }

    public Task<Refusal?> SubmitCompanionAsync(EntrantId carer, Submission submission) =>
        State.Details is null || State.Carer == carer
            ? SubmitAsync(submission with { Device = null }, carer)
            : Task.FromResult<Refusal?>(RegistrationRefusals.AlreadyRegistered);

    public async Task<Refusal?> CorrectAsync(SignedRequest request, PersonDetails details) =>
        await SealAsync(details) is { } secret
            ? await TakeAsync(RegistrationSteps.Sign(request), RegistrationSteps.Correct(secret, null))
            : RegistrationRefusals.NotRegistered;

    public async Task<Refusal?> CorrectByStaffAsync(string staff, PersonDetails details) =>
        await SealAsync(details) is { } secret
            ? await TakeAsync(RegistrationSteps.Correct(secret, staff))
            : RegistrationRefusals.NotRegistered;

    public Task<Refusal?> UpholdAsync(SignedRequest request) =>
        TakeAsync(RegistrationSteps.Sign(request), RegistrationSteps.Uphold);

    public async Task<Refusal?> AddCompanionAsync(SignedRequest request, EntrantId companion, Submission submission)
    {
        // The signature first: a stranger must not make registrations of companions.
        if (await TakeAsync(RegistrationSteps.Sign(request), RegistrationSteps.AddCompanion(companion)) is { } refusal)
        {
            return refusal;
        }

        return await GrainOf(companion).SubmitCompanionAsync(Person, submission)
            ?? (State.LandedAt is { } landedAt && await IsStayRunningAsync() ? await BeginStayAsync(landedAt) : null);
    }

    public async Task<Refusal?> SetModeAsync(SignedRequest request, PhoneMode mode)
    {
        var isRunning = await IsStayRunningAsync();
        return await TakeAsync(RegistrationSteps.Sign(request), RegistrationSteps.SetMode(mode, isRunning));
    }

    public async Task<TokenGrant> GrantTokenAsync(SignedRequest request)
    {
        if (State.Programme is not { } programme || State.Device is not { } device)
        {
            return TokenGrant.Of(RegistrationRefusals.SignatureWrong);
        }

        if (await TakeAsync(RegistrationSteps.Sign(request)) is { } refusal)
        {
            return TokenGrant.Of(refusal);
        }

        if (State is not { Standing: IdentityStanding.Moved, Other: { } other })
        {
            return new(null, Person, programme, State.LandedAt);
        }

        // Another phone may have taken that registration over since.
        return await GrainOf(other).IsDeviceAsync(device) && await GrainOf(other).ReadAsync() is { } view
            ? new(null, other, view.Programme, view.LandedAt)
            : TokenGrant.Of(RegistrationRefusals.SignatureWrong);
    }

    public async Task<Refusal?> ArriveAsync(SignedRequest request, DateTimeOffset landedAt) =>
        await TakeAsync(RegistrationSteps.Sign(request)) ?? await BeginStayAsync(landedAt);

    public async Task<Refusal?> BeginStayAsync(DateTimeOffset landedAt)
    {
        if (State.Programme is not { } registered || State.Standing == IdentityStanding.Moved)
        {
            return RegistrationRefusals.NotRegistered;
        }

        if (State.ClosedAt is not null)
        {
            return RegistrationRefusals.Erased;
        }

        var programme = programmes.Newest(registered.Id);
        if (!await IsStayRunningAsync())
        {
            var stay = DeviceKey.StayOf(Person, State.Stays + 1);
            await keys.CreateAsync([stay.Record]);
            if (await Entrant.StartStayAsync(
                new StayOrder(stay, programme.Version, landedAt, State.IsConfirmed, State.Carer)) is { } refusal)
            {
                return refusal;
            }

            await TakeAsync(RegistrationSteps.BeginStay(stay, landedAt, programme));
        }
        else if (State.LandedAt != StoredTime.WholeSecond(landedAt))
        {
            return Refusals.StayGoesOn;
        }

        foreach (var companion in State.Companions)
        {
            // The stay first: phones show a companion as soon as the carer knows of it.
            if ((await GrainOf(companion).BeginStayAsync(landedAt) ?? await Entrant.AddCompanionAsync(companion)) is { } refusal)
            {
                return refusal;
            }
        }

        return null;
    }

    public async Task<Refusal?> EnrolAsync(Enrolment enrolment)
    {
        var submission = enrolment.Submission;
        var programme = programmes.Get(submission.Programme);
        var stay = DeviceKey.StayOf(Person, State.Stays + 1);
        if (await Entrant.StartStayAsync(new StayOrder(
            stay, submission.Programme, enrolment.LandedAt, enrolment.Match is not null, enrolment.Carer)) is { } refusal)
        {
            return refusal;
        }

        using var key = await keys.OpenAsync(Person.Record);
        var submitted = Submitted(submission, enrolment.Carer, SealWith(key, submission.Details));

        Func<RegistrationDecision, Refusal?>[] steps =
        [
            RegistrationSteps.Submit(submitted, hasSameDetails: false, isStayOver: true),
            RegistrationSteps.TakeIdentity,
            enrolment.Match is { } match ? RegistrationSteps.Confirm(match.Row, match.NameDiffers) : static _ => null,
            RegistrationSteps.BeginStay(stay, enrolment.LandedAt, programme),
            .. enrolment.Companions.Select(RegistrationSteps.AddCompanion),
        ];

        // Nothing follows: index and roster were asked before, and no phone is connected yet.
        var failed = await ExecuteAsync((state, now) => RegistrationDecision.Take(state, now, steps) with { Effects = [] });
        foreach (var companion in enrolment.Companions)
        {
            failed ??= await Entrant.AddCompanionAsync(companion);
        }

        return failed;
    }

    public async Task<Refusal?> CloseAsync() =>
        await IsStayRunningAsync() ? Refusals.StayGoesOn
        : State.Programme is null || State.ClosedAt is not null ? null
        : await TakeAsync(RegistrationSteps.Close);

    public async Task MatchAgainAsync() => LedgerRefusals.ThrowIfBusy(await TakeAsync(RegistrationSteps.MatchAgain));

    public Task<Refusal?> ConfirmByStaffAsync() => TakeAsync(RegistrationSteps.Confirm(null, nameDiffers: false));

    public Task<RegistrationView?> ReadAsync() => Task.FromResult(State is not { Programme: { } programme } state ? null
        : new RegistrationView(
            programme, state.IsConfirmed, state.IsUpheld, state.NameDiffers, state.LandedAt,
            IsLookedAt: state is { IsConfirmed: false, LandedAt: not null, LookAt: null }, state.Language, state.Mode,
            state.Carer, state.Companions,
            state.Takeover is { } other ? new(other.By, other.At, other.Until, other.IsOverdue) : null, state.Stays, state.Row,
            state.Other));

    public Task<SealedDetails?> ReadSealedAsync() => Task.FromResult(State.Details);

    public async Task<PersonDetails?> ReadDetailsAsync()
    {
        if (State.Details is not { } details)
        {
            return null;
        }

        using var key = await keys.OpenAsync(Person.Record);
        return Open(key, details);
    }

    /// <inheritdoc/>
    protected override Decision<RegistrationEvent, RegistrationEffect> DecideDue(RegistrationState state, DateTimeOffset now) =>
        state.NextDue?.At <= now ? RegistrationSteps.Due(state, now) : Decision<RegistrationEvent, RegistrationEffect>.Nothing;

    /// <inheritdoc/>
    protected override Task CarryOutAsync(EffectId id, RegistrationEffect effect) => effect switch
    {
        RegistrationEffect.Match => MatchAsync(),
        RegistrationEffect.ConfirmStay => TellEntrantAsync(static entrant => entrant.ConfirmStayAsync()),
        RegistrationEffect.StopDuties stop => TellEntrantAsync(entrant => entrant.DisputePhoneAsync(stop.Until)),
        RegistrationEffect.ResumeDuties => TellEntrantAsync(static entrant => entrant.SettlePhoneAsync()),
        RegistrationEffect.AskStaff ask => TellEntrantAsync(entrant => entrant.AskStaffAsync(
            ask.AboutPhone ? FollowUps.PhoneDisputed : FollowUps.Unconfirmed)),
        RegistrationEffect.EndStay => TellEntrantAsync(static entrant => entrant.EndStayAsync()),
        RegistrationEffect.ShowNotice show => Entrant.ShowNoticeAsync(show.Notice),
        RegistrationEffect.MailCode => MailCodeAsync(),
        RegistrationEffect.SignOut => phones.SignOutAsync(Person),
        RegistrationEffect.AnswerTakeover answer => GrainOf(answer.By).RecordTakeoverAsync(
            Person, answer.IsGranted ? TakeoverAnswer.Granted : TakeoverAnswer.Denied),
        RegistrationEffect.WithdrawTakeover withdraw => GrainOf(withdraw.Of).WithdrawTakeoverAsync(Person),
        _ => throw new ArgumentOutOfRangeException(nameof(effect), effect.GetType().Name, "This effect is not known."),
    };

    private async Task<Refusal?> SubmitAsync(Submission submission, EntrantId? carer)
    {
        try
        {
            await keys.CreateAsync([Person.Record]);
        }
        catch (RecordShreddedException)
        {
            return RegistrationRefusals.Erased; // The id cannot be used again.
        }

        var isOver = State.Stay is not null && !await IsStayRunningAsync();
        using var key = await keys.OpenAsync(Person.Record);
        var hasSame = State.Details is { } details && Open(key, details) == submission.Details;
        var submitted = Submitted(submission, carer, SealWith(key, submission.Details));
        return await TakeAsync(RegistrationSteps.Submit(submitted, hasSame, isOver));
    }

    private RegistrationEvent.Submitted Submitted(Submission submission, EntrantId? carer, SealedDetails details) => new(
        submission.Programme, StoredTime.WholeSecond(Now), details, submission.Consents, submission.Denied,
        submission.Language, submission.Device, carer);

    private IRegistrationGrain GrainOf(EntrantId person) => GrainFactory.GetGrain<IRegistrationGrain>(person.ToString());

    private Task<Refusal?> TakeAsync(params Func<RegistrationDecision, Refusal?>[] steps) =>
        ExecuteAsync((state, now) => RegistrationDecision.Take(state, now, steps));

    private async Task<bool> IsStayRunningAsync() =>
        State.Stay is { } stay && (await Entrant.ReadAsync()).Stay is { HasEnded: false } running && running.Stay == stay;

    /// <summary>What a stay refuses, because there is none or it is over, needs no repeat.</summary>
    private async Task TellEntrantAsync(Func<IEntrantGrain, Task<Refusal?>> tell) =>
        LedgerRefusals.ThrowIfBusy(await tell(Entrant));

    private async Task<SealedDetails?> SealAsync(PersonDetails details)
    {
        if (State.Details is null)
        {
            return null;
        }

        using var key = await keys.OpenAsync(Person.Record);
        return SealWith(key, details);
    }

    private static SealedDetails SealWith(IRecordKey key, PersonDetails details) => new(
        key.SealText(details.PassportNumber, SealPurpose.PassportNumber),
        key.SealText(details.BirthDate.ToString("O", CultureInfo.InvariantCulture), SealPurpose.BirthDate),
        key.SealText(details.Surname, SealPurpose.Surname),
        key.SealText(details.GivenName, SealPurpose.GivenName),
        key.SealText(details.IssuingState, SealedDetails.IssuingStatePurpose));

    private static PersonDetails Open(IRecordKey key, SealedDetails details) => new(
        key.OpenText(details.PassportNumber, SealPurpose.PassportNumber),
        DateOnly.ParseExact(key.OpenText(details.BirthDate, SealPurpose.BirthDate), "O", CultureInfo.InvariantCulture),
        key.OpenText(details.Surname, SealPurpose.Surname),
        key.OpenText(details.GivenName, SealPurpose.GivenName),
        key.OpenText(details.IssuingState, SealedDetails.IssuingStatePurpose));
}
