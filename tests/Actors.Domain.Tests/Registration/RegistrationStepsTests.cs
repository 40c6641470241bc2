using Actors.Domain.Entrants.Contact;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Ledger;
using Actors.Domain.Protection;
using Actors.Domain.Registration;
using Actors.Domain.Tests.Programmes;
using Actors.Testing.Registration;

namespace Actors.Domain.Tests.Registration;

public sealed class RegistrationStepsTests : IDisposable
{
    private readonly ScriptedRegistration _life = new();

    public void Dispose() => _life.Dispose();

    [Fact]
    public void A_registration_asks_for_other_registrations_and_the_roster_after_it_is_durable()
    {
        var decision = _life.Register();
        Assert.Equal([new RegistrationEffect.Match()], decision.Effects);
        Assert.Equal(IdentityStanding.Unknown, _life.State.Standing);
        Assert.Equal(4, _life.State.Consents.Length);
        Assert.All(_life.State.Consents, consent => Assert.Equal(1, consent.Version));
    }

    [Fact]
    public void A_registration_that_comes_again_changes_nothing_and_one_with_other_details_is_refused()
    {
        _life.Register();
        Assert.Empty(_life.Take(RegistrationSteps.Submit(_life.Submitted(), hasSameDetails: true, isStayOver: false)).Events);
        Assert.Equal(
            RegistrationRefusals.AlreadyRegistered,
            _life.Take(RegistrationSteps.Submit(_life.Submitted(), hasSameDetails: false, isStayOver: false)).Refusal);
    }

    /// <summary>The record of a person belongs to one programme, also after the stay.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_key_that_registered_in_one_programme_does_not_in_another(bool isStayOver)
    {
        _life.Register();
        var other = _life.Submitted() with { Programme = new(new("england-2021"), 1) };
        var decision = _life.Take(RegistrationSteps.Submit(other, hasSameDetails: true, isStayOver));
        Assert.Equal(RegistrationRefusals.AlreadyRegistered, decision.Refusal);
        Assert.Empty(decision.Events);
    }

    /// <summary>E5: a person who comes again has another stay, and agrees again.</summary>
    [Fact]
    public void After_the_stay_a_person_registers_again()
    {
        _life.Register();
        _life.Take(RegistrationSteps.TakeIdentity, RegistrationSteps.Confirm(RecordId.New(), nameDiffers: false));
        _life.Take(RegistrationSteps.AddCompanion(EntrantId.New()));
        _life.BeginStay();
        _life.Now = _life.Now.AddDays(100);
        _life.Take(RegistrationSteps.Submit(_life.Submitted(), hasSameDetails: true, isStayOver: true));
        Assert.Equal((false, null, 1), (_life.State.IsConfirmed, _life.State.Stay, _life.State.Stays));
        Assert.Empty(_life.State.Companions);
        Assert.NotEqual(_life.BeginStay(), DeviceKey.StayOf(_life.Phone.Person, 1));
    }

    [Fact]
    public void A_signature_holds_once_and_only_of_the_phone()
    {
        _life.Register();
        using var stranger = new TestDevice();
        var request = _life.Phone.Sign();
        Assert.Null(_life.Take(RegistrationSteps.Sign(request)).Refusal);
        Assert.Equal(RegistrationRefusals.SignatureUsed, _life.Take(RegistrationSteps.Sign(request)).Refusal);
        Assert.Equal(
            RegistrationRefusals.SignatureWrong,
            _life.Take(RegistrationSteps.Sign(stranger.Sign(person: _life.Phone.Person))).Refusal);
        Assert.Null(_life.Take(RegistrationSteps.Sign(_life.Phone.Sign())).Refusal);
    }

    [Fact]
    public void Steps_are_taken_all_or_none()
    {
        _life.Register();
        _life.Take(RegistrationSteps.Confirm(null, nameDiffers: false));
        var request = _life.Phone.Sign();
        Assert.Equal(
            RegistrationRefusals.AlreadyConfirmed,
            _life.Take(RegistrationSteps.Sign(request), RegistrationSteps.Uphold).Refusal);
        Assert.Null(_life.Take(RegistrationSteps.Sign(request)).Refusal); // The signature was not used up.
    }

    [Fact]
    public void A_person_corrects_until_the_roster_knows_them_and_staff_at_any_time()
    {
        _life.Register();
        var corrected = _life.Take(RegistrationSteps.Correct(ScriptedRegistration.Details(2), null));
        Assert.Equal([new RegistrationEffect.Match()], corrected.Effects);
        Assert.Equal(ScriptedRegistration.Details(2), _life.State.Details);
        _life.Take(RegistrationSteps.Confirm(RecordId.New(), nameDiffers: true));
        Assert.True(_life.State.NameDiffers);
        Assert.Equal(
            RegistrationRefusals.AlreadyConfirmed,
            _life.Take(RegistrationSteps.Correct(ScriptedRegistration.Details(3), null)).Refusal);
        Assert.Null(_life.Take(RegistrationSteps.Correct(ScriptedRegistration.Details(3), "officer-1")).Refusal);
    }

    /// <summary>E3: in front of an operator, once.</summary>
    [Fact]
    public void A_person_who_says_that_the_details_are_right_is_a_case_for_staff()
    {
        _life.Register();
        Assert.Equal(
            [new RegistrationEffect.AskStaff(AboutPhone: false)], _life.Take(RegistrationSteps.Uphold).Effects);
        Assert.Empty(_life.Take(RegistrationSteps.Uphold).Effects);
        _life.Take(RegistrationSteps.Correct(ScriptedRegistration.Details(2), null));
        Assert.False(_life.State.IsUpheld);
    }

    /// <summary>E4: from the second day after arrival.</summary>
    [Fact]
    public void Staff_look_at_a_person_whom_the_roster_does_not_know_from_the_second_day_on()
    {
        _life.Register();
        _life.BeginStay();
        var zone = ProgrammeFiles.Japan.Zone;
        var due = zone.StartOf(zone.DateAt(_life.Now).AddDays(2));
        Assert.Equal(due, _life.State.NextDue!.Value.At);
        _life.Now = due;
        Assert.Contains(new RegistrationEffect.AskStaff(AboutPhone: false), _life.Due().Effects);
        Assert.Null(_life.State.NextDue);
    }

    [Fact]
    public void A_confirmation_before_the_second_day_takes_the_look_of_staff_back()
    {
        _life.Register();
        _life.BeginStay();
        var confirmed = _life.Take(RegistrationSteps.Confirm(RecordId.New(), nameDiffers: false));
        Assert.Contains(new RegistrationEffect.ConfirmStay(), confirmed.Effects);
        Assert.Null(_life.State.NextDue);
    }

    [Fact]
    public void A_person_answers_for_five_companions_at_most_and_companions_for_none()
    {
        _life.Register();
        var first = EntrantId.New();
        Assert.Null(_life.Take(RegistrationSteps.AddCompanion(first)).Refusal);
        Assert.Empty(_life.Take(RegistrationSteps.AddCompanion(first)).Events);
        for (var more = 2; more <= Limits.Companions; more++)
        {
            Assert.Null(_life.Take(RegistrationSteps.AddCompanion(EntrantId.New())).Refusal);
        }

        Assert.Equal(
            RegistrationRefusals.TooManyCompanions, _life.Take(RegistrationSteps.AddCompanion(EntrantId.New())).Refusal);
        using var child = new ScriptedRegistration();
        child.Take(RegistrationSteps.Submit(
            child.Submitted() with { Carer = _life.Phone.Person, Device = null }, hasSameDetails: false, isStayOver: false));
        Assert.Equal(RegistrationRefusals.CarerAnswers, child.Take(RegistrationSteps.AddCompanion(first)).Refusal);
    }

    /// <summary>E6: only in the mode of the centre a phone reports anything.</summary>
    [Fact]
    public void The_mode_is_switched_when_no_stay_goes_on()
    {
        _life.Register();
        Assert.Null(_life.Take(RegistrationSteps.SetMode(PhoneMode.Normal, isStayRunning: false)).Refusal);
        Assert.Equal(PhoneMode.Normal, _life.State.Mode);
        Assert.Empty(_life.Take(RegistrationSteps.SetMode(PhoneMode.Normal, isStayRunning: false)).Events);
        Assert.Equal(
            RegistrationRefusals.StayGoesOn,
            _life.Take(RegistrationSteps.SetMode(PhoneMode.Normal, isStayRunning: true)).Refusal);
        Assert.Null(_life.Take(RegistrationSteps.SetMode(PhoneMode.HealthMonitoring, isStayRunning: true)).Refusal);
    }

    [Fact]
    public void Nothing_is_done_for_a_person_who_has_not_registered()
    {
        Assert.Equal(RegistrationRefusals.NotRegistered, _life.Take(RegistrationSteps.Uphold).Refusal);
        Assert.Equal(
            RegistrationRefusals.NotRegistered, _life.Take(RegistrationSteps.AddCompanion(EntrantId.New())).Refusal);
        Assert.Equal(
            RegistrationRefusals.NotRegistered,
            _life.Take(RegistrationSteps.Correct(ScriptedRegistration.Details(1), null)).Refusal);
        Assert.Equal(
            RegistrationRefusals.NotRegistered,
            _life.Take(RegistrationSteps.Confirm(null, nameDiffers: false)).Refusal);
        Assert.Equal(RegistrationRefusals.SignatureWrong, _life.Take(RegistrationSteps.Sign(_life.Phone.Sign())).Refusal);
        Assert.Empty(_life.Take(RegistrationSteps.MatchAgain).Effects);
    }
}

/// <summary>A registration that a test leads through its steps.</summary>
internal sealed class ScriptedRegistration : IDisposable
{
    public RegistrationState State { get; private set; } = new();

    public DateTimeOffset Now { get; set; } = new(2026, 3, 1, 3, 0, 0, TimeSpan.Zero);

    public TestDevice Phone { get; } = new();

    public static SealedDetails Details(byte number)
    {
        var one = Sealed.FromBytes([number]);
        return new(one, one, one, one, one);
    }

    public RegistrationEvent.Submitted Submitted() => new(
        ProgrammeFiles.Japan.Version, Now, Details(1), [.. TestDevice.Consents(Now)], PhoneFaults.None, "en", Phone.Key, null);

    public Decision<RegistrationEvent, RegistrationEffect> Register() =>
        Take(RegistrationSteps.Submit(Submitted(), hasSameDetails: false, isStayOver: false));

    public StayId BeginStay()
    {
        var stay = DeviceKey.StayOf(Phone.Person, State.Stays + 1);
        Take(RegistrationSteps.BeginStay(stay, Now, ProgrammeFiles.Japan));
        return stay;
    }

    public Decision<RegistrationEvent, RegistrationEffect> Take(params Func<RegistrationDecision, Refusal?>[] steps) =>
        Apply(RegistrationDecision.Take(State, Now, steps));

    public Decision<RegistrationEvent, RegistrationEffect> Due() => Apply(RegistrationSteps.Due(State, Now));

    public void Dispose() => Phone.Dispose();

    private Decision<RegistrationEvent, RegistrationEffect> Apply(Decision<RegistrationEvent, RegistrationEffect> decision)
    {
        State = decision.Events.Aggregate(State, static (state, happened) => state.Apply(happened));
        return decision;
    }
}
