using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Ledger;
using Actors.Domain.Protection;
using Actors.Domain.Registration;
using Actors.Grains.Ledger;

namespace Actors.Grains.Registration;

/// <content>Finds other registrations of the same person, and settles which phone speaks for the person.</content>
public sealed partial class RegistrationGrain
{
    public async Task<Refusal?> SettleTakeoverAsync(SignedRequest request, EntrantId person, bool isGranted)
    {
        if (person == Person)
        {
            return await TakeAsync(
                RegistrationSteps.Sign(request), TakeoverSteps.Settle(isGranted, TakeoverConsent.Phone));
        }

        return await TakeAsync(RegistrationSteps.Sign(request)) is { } refusal ? refusal
            : State.Companions.Contains(person)
                ? await GrainOf(person).SettleTakeoverForAsync(isGranted, TakeoverConsent.Phone, null)
            : RegistrationRefusals.NoTakeover;
    }

    public Task<Refusal?> SettleTakeoverForAsync(bool isGranted, TakeoverConsent consent, string? staff) =>
        TakeAsync(TakeoverSteps.Settle(isGranted, consent, staff));

    public async Task<Refusal?> TryCodeAsync(SignedRequest request, string code)
    {
        if (await TakeAsync(RegistrationSteps.Sign(request)) is { } refusal)
        {
            return refusal;
        }

        return State is { Standing: IdentityStanding.AsksForOther, Other: { } other }
            ? await GrainOf(other).TryCodeOfAsync(Person, code)
            : RegistrationRefusals.CodeWrong;
    }

    public async Task<Refusal?> TryCodeOfAsync(EntrantId by, string code)
    {
        if (State.Takeover is not { Code: { } secret } takeover || takeover.By != by)
        {
            return RegistrationRefusals.CodeWrong;
        }

        using var key = await keys.OpenAsync(Person.Record);
        var expected = Encoding.UTF8.GetBytes(key.OpenText(secret, TakeoverCode));
        var isRight = CryptographicOperations.FixedTimeEquals(expected, Encoding.UTF8.GetBytes(code));
        return await TakeAsync(TakeoverSteps.TryCode(by, isRight))
            ?? (isRight ? null : RegistrationRefusals.CodeWrong);
    }

    public Task<bool> IsDeviceAsync(DeviceKey device) => Task.FromResult(State.Device == device);

    public async Task<TakeoverAnswer> AskTakeoverAsync(EntrantId by, DeviceKey device)
    {
        if (State.Device == device)
        {
            return TakeoverAnswer.Granted; // The answer was lost.
        }

        if (State.Programme is not { } programme || State.Standing is not (IdentityStanding.Own or IdentityStanding.Unknown)
            || (State.Stay is not null && !await IsStayRunningAsync()))
        {
            return TakeoverAnswer.Free;
        }

        if (State.Takeover is null)
        {
            using var key = await keys.OpenAsync(Person.Record);
            Sealed? code = State.Row is null ? null : key.SealText(DrawCode(), TakeoverCode);
            LedgerRefusals.ThrowIfBusy(await TakeAsync(
                TakeoverSteps.Request(by, device, code, programmes.Newest(programme.Id).Registration)));
        }

        return State.Takeover?.By == by ? TakeoverAnswer.Waits : TakeoverAnswer.Later;
    }

    public Task WithdrawTakeoverAsync(EntrantId by) => State.Takeover?.By == by
        ? TakeAsync(TakeoverSteps.Settle(isGranted: false, TakeoverConsent.Withdrawn))
        : Task.CompletedTask;

    public async Task RecordTakeoverAsync(EntrantId other, TakeoverAnswer answer) =>
        LedgerRefusals.ThrowIfBusy(await TakeAsync(TakeoverSteps.Record(other, answer)));

    public async Task RecordMatchAsync(RosterMatch? match) => LedgerRefusals.ThrowIfBusy(match is null
        ? await TakeAsync(RegistrationSteps.TakeIdentity)
        : await TakeAsync(RegistrationSteps.TakeIdentity, RegistrationSteps.Confirm(match.Row, match.NameDiffers)));

    private static string DrawCode() => RandomNumberGenerator.GetInt32(CodeBound).ToString("D8", CultureInfo.InvariantCulture);

    /// <summary>
    /// Takes the details in the index, or finds who has them. Runs beside the calls of the grain, so it records what it found
    /// by a call of its own.
    /// </summary>
    private async Task MatchAsync()
    {
        if (State is not { Programme: { } programme, Standing: not IdentityStanding.Moved }
            || await ReadDetailsAsync() is not { } details)
        {
            return;
        }

        var self = GrainOf(Person);
        var taker = new IdentityTaker(Person, details.PassportNumber, details.BirthDate);
        var owner = (await index.TakeAsync(programme.Id, [taker]))[0];
        if (owner != Person)
        {
            var answer = State.Device is { } device
                ? await GrainOf(owner).AskTakeoverAsync(Person, device)
                : TakeoverAnswer.Denied; // A companion whom another phone registered too: staff look at it.
            if (answer != TakeoverAnswer.Free)
            {
                await self.RecordTakeoverAsync(owner, answer);
                return;
            }

            await index.ReleaseAsync(owner);
            if ((await index.TakeAsync(programme.Id, [taker]))[0] != Person)
            {
                throw new InvalidOperationException("Another registration was quicker. It is asked with the next attempt.");
            }
        }

        await self.RecordMatchAsync(await roster.FindAsync(new(
            programme.Id, Person, details, State.LandedAt, State.Carer is null ? State.Language : null)));
    }

    private async Task MailCodeAsync()
    {
        if (State is not { Row: { } row, Programme: { } programme, Takeover: { Code: { } secret } takeover })
        {
            return; // It is settled by now.
        }

        using var key = await keys.OpenAsync(Person.Record);
        await mail.SendCodeAsync(
            row, new(Person, programme.Id, State.Language, key.OpenText(secret, TakeoverCode), takeover.Until));
    }
}
