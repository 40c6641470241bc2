using Actors.Domain.Entrants.Contact;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Ledger;
using Actors.Domain.Programmes;
using Actors.Domain.Protection;
using Actors.Domain.Registration;
using Actors.Domain.Tests.Programmes;
using Actors.Testing.Registration;

namespace Actors.Domain.Tests.Registration;

/// <summary>Another phone takes a registration over: with consent, with a code, or by staff.</summary>
public sealed class TakeoverStepsTests : IDisposable
{
    private static readonly RegistrationRules Rules = ProgrammeFiles.Japan.Registration;
    private static readonly Sealed Code = Sealed.FromBytes([1]);
    private readonly ScriptedRegistration _life = new();
    private readonly TestDevice _other = new();

    public TakeoverStepsTests()
    {
        _life.Register();
        _life.Take(RegistrationSteps.TakeIdentity);
    }

    public void Dispose()
    {
        _life.Dispose();
        _other.Dispose();
    }

    [Fact]
    public void A_request_stops_duties_for_a_day_and_tells_the_phone()
    {
        var request = Request();
        Assert.Equal(
            [
                new RegistrationEffect.StopDuties(_life.Now.AddHours(24)),
                new RegistrationEffect.ShowNotice(PhoneNotice.OtherPhone), new RegistrationEffect.MailCode(),
            ],
            request.Effects);
        Assert.Equal(_life.Now.AddHours(24), _life.State.NextDue!.Value.At);
        Assert.Empty(Request().Events);
    }

    [Fact]
    public void With_consent_the_other_phone_speaks_for_the_person_and_the_one_before_does_not()
    {
        Request();
        var settled = _life.Take(
            RegistrationSteps.Sign(_life.Phone.Sign()), TakeoverSteps.Settle(isGranted: true, TakeoverConsent.Phone));
        Assert.Equal(
            [
                new RegistrationEffect.SignOut(), new RegistrationEffect.ResumeDuties(),
                new RegistrationEffect.AnswerTakeover(_other.Person, IsGranted: true),
            ],
            settled.Effects);
        Assert.Equal(_other.Key, _life.State.Device);
        Assert.Equal(RegistrationRefusals.SignatureWrong, _life.Take(RegistrationSteps.Sign(_life.Phone.Sign())).Refusal);
        Assert.Null(_life.Take(RegistrationSteps.Sign(_other.Sign(person: _life.Phone.Person))).Refusal);
    }

    /// <summary>Another person may have the details of the passport: staff are told.</summary>
    [Fact]
    public void A_refusal_resumes_duties_and_is_a_case_for_staff()
    {
        Request();
        var settled = _life.Take(TakeoverSteps.Settle(isGranted: false, TakeoverConsent.Phone));
        Assert.Contains(new RegistrationEffect.ResumeDuties(), settled.Effects);
        Assert.Contains(new RegistrationEffect.AnswerTakeover(_other.Person, IsGranted: false), settled.Effects);
        Assert.Contains(new RegistrationEffect.AskStaff(AboutPhone: true), settled.Effects);
        Assert.Equal(_life.Phone.Key, _life.State.Device);
        Assert.Null(_life.State.NextDue);
    }

    [Fact]
    public void The_right_code_is_consent_and_wrong_ones_are_counted()
    {
        Request();
        for (var wrong = 1; wrong < Rules.CodeTries; wrong++)
        {
            Assert.Null(_life.Take(TakeoverSteps.TryCode(_other.Person, isRight: false)).Refusal);
        }

        Assert.Null(_life.Take(TakeoverSteps.TryCode(_other.Person, isRight: true)).Refusal);
        Assert.Equal(_other.Key, _life.State.Device);
    }

    [Fact]
    public void After_too_many_wrong_codes_the_right_one_is_wrong_too()
    {
        Request();
        for (var wrong = 1; wrong <= Rules.CodeTries; wrong++)
        {
            _life.Take(TakeoverSteps.TryCode(_other.Person, isRight: false));
        }

        Assert.Equal(
            RegistrationRefusals.CodeWrong, _life.Take(TakeoverSteps.TryCode(_other.Person, isRight: true)).Refusal);
        Assert.Equal(_life.Phone.Key, _life.State.Device);
    }

    [Fact]
    public void The_code_is_for_the_phone_that_asked()
    {
        Request();
        Assert.Equal(
            RegistrationRefusals.CodeWrong, _life.Take(TakeoverSteps.TryCode(EntrantId.New(), isRight: true)).Refusal);
    }

    [Fact]
    public void After_a_day_without_consent_staff_decide_and_the_code_is_dead()
    {
        Request();
        _life.Now = _life.Now.AddHours(24);
        var overdue = _life.Due();
        Assert.Contains(new RegistrationEffect.AskStaff(AboutPhone: true), overdue.Effects);
        Assert.True(_life.State.Takeover!.IsOverdue);
        Assert.Null(_life.State.NextDue);
        Assert.Equal(
            RegistrationRefusals.CodeWrong, _life.Take(TakeoverSteps.TryCode(_other.Person, isRight: true)).Refusal);
        Assert.Null(_life.Take(TakeoverSteps.Settle(isGranted: true, TakeoverConsent.Staff, "officer-1")).Refusal);
        Assert.Equal(_other.Key, _life.State.Device);
    }

    /// <summary>Else a person, or a stranger, could excuse the duties of a whole stay.</summary>
    [Fact]
    public void A_second_request_within_days_stops_no_duties_and_goes_to_staff()
    {
        Request();
        _life.Take(TakeoverSteps.Settle(isGranted: false, TakeoverConsent.Phone));
        _life.Now = _life.Now.AddDays(6);
        var second = Request();
        Assert.DoesNotContain(second.Effects, effect => effect is RegistrationEffect.StopDuties);
        Assert.Contains(new RegistrationEffect.AskStaff(AboutPhone: true), second.Effects);
        _life.Take(TakeoverSteps.Settle(isGranted: false, TakeoverConsent.Phone));
        _life.Now = _life.Now.AddDays(2);
        Assert.Contains(Request().Effects, effect => effect is RegistrationEffect.StopDuties);
    }

    [Fact]
    public void Without_a_request_there_is_nothing_to_settle() => Assert.Equal(
        RegistrationRefusals.NoTakeover,
        _life.Take(TakeoverSteps.Settle(isGranted: true, TakeoverConsent.Staff, "officer-1")).Refusal);

    [Fact]
    public void The_phone_that_asks_learns_what_became_of_it()
    {
        using var asking = new ScriptedRegistration();
        asking.Register();
        var of = _life.Phone.Person;
        asking.Take(TakeoverSteps.Record(of, TakeoverAnswer.Waits));
        Assert.Equal((IdentityStanding.AsksForOther, of), (asking.State.Standing, asking.State.Other!.Value));
        Assert.Empty(asking.Take(TakeoverSteps.Record(of, TakeoverAnswer.Waits)).Events);
        asking.BeginStay();
        var granted = asking.Take(TakeoverSteps.Record(of, TakeoverAnswer.Granted));
        Assert.Contains(new RegistrationEffect.EndStay(), granted.Effects);
        Assert.Equal(IdentityStanding.Moved, asking.State.Standing);
        Assert.Empty(asking.Take(TakeoverSteps.Record(of, TakeoverAnswer.Granted)).Events);
    }

    [Fact]
    public void A_phone_that_finds_another_one_asking_asks_again_after_an_hour()
    {
        using var asking = new ScriptedRegistration();
        asking.Register();
        asking.Take(TakeoverSteps.Record(_life.Phone.Person, TakeoverAnswer.Later));
        asking.Now = asking.Now.AddHours(1);
        Assert.Equal([new RegistrationEffect.Match()], asking.Due().Effects);
        Assert.Equal(asking.Now.AddHours(1), asking.State.NextDue!.Value.At);
        asking.Take(RegistrationSteps.TakeIdentity);
        Assert.Null(asking.State.NextDue);
    }

    /// <summary>A mistyped number may be that of another person, who is not to be troubled for longer.</summary>
    [Fact]
    public void A_correction_takes_the_request_back()
    {
        using var asking = new ScriptedRegistration();
        asking.Register();
        asking.Take(TakeoverSteps.Record(_life.Phone.Person, TakeoverAnswer.Waits));
        var corrected = asking.Take(RegistrationSteps.Correct(ScriptedRegistration.Details(2), null));
        Assert.Contains(new RegistrationEffect.WithdrawTakeover(_life.Phone.Person), corrected.Effects);
        Request();
        var withdrawn = _life.Take(TakeoverSteps.Settle(isGranted: false, TakeoverConsent.Withdrawn));
        Assert.Equal([new RegistrationEffect.ResumeDuties()], withdrawn.Effects);
    }

    /// <summary>Whatever happens in whatever order, one phone speaks for the person, and duties never stop for longer.</summary>
    [Fact]
    public void Random_requests_never_stop_duties_for_more_than_a_day_in_a_week()
    {
        for (var seed = 1; seed <= 200; seed++)
        {
            using var life = new ScriptedRegistration();
            life.Register();
            life.Take(RegistrationSteps.TakeIdentity);
            Live(life, new Random(seed));
        }
    }

    private void Live(ScriptedRegistration life, Random random)
    {
        var stops = new List<DateTimeOffset>();
        for (var step = 0; step < 80; step++)
        {
            life.Now = life.Now.AddHours(random.Next(1, 30));
            var decision = random.Next(6) switch
            {
                0 or 1 => life.Take(TakeoverSteps.Request(_other.Person, _other.Key, Code, Rules)),
                2 => life.Take(TakeoverSteps.TryCode(_other.Person, random.Next(3) == 0)),
                3 => life.Take(TakeoverSteps.Settle(random.Next(2) == 0, TakeoverConsent.Phone)),
                4 => life.Take(TakeoverSteps.Settle(random.Next(2) == 0, TakeoverConsent.Staff, "officer-1")),
                _ => life.Due(),
            };
            stops.AddRange(decision.Effects.OfType<RegistrationEffect.StopDuties>().Select(stop => stop.Until));
            Assert.True(decision.Refusal is null || decision.Events.IsEmpty);
            Assert.Contains(life.State.Device!.Value, new[] { life.Phone.Key, _other.Key });
            life.Due();
            Assert.False(life.State.NextDue?.At <= life.Now); // What is due is done, and comes no more.
        }

        Assert.All(stops.Zip(stops.Skip(1)), pair => Assert.True(pair.Second - pair.First >= Rules.TakeoverRest));
    }

    private Decision<RegistrationEvent, RegistrationEffect> Request() =>
        _life.Take(TakeoverSteps.Request(_other.Person, _other.Key, Code, Rules));
}
