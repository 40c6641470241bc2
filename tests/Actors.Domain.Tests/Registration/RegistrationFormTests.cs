using System.Text;
using Actors.Domain.Entrants.Contact;
using Actors.Domain.Registration;
using Actors.Domain.Tests.Programmes;
using FsCheck;
using FsCheck.Fluent;

namespace Actors.Domain.Tests.Registration;

/// <summary>What people type, compared after normalisation.</summary>
public sealed class RegistrationFormTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Today = new(2026, 3, 1);

    private static readonly TypedDetails Right = new(
        "tk-1234567", "ＴＫ１２３４５６７", new(1990, 2, 3), new(1990, 2, 3), "Müller  Lee", "anna");

    private static RegistrationForm Form(TypedDetails? details = null) => new(
        [.. Enum.GetValues<ConsentKind>().Select(kind => new Consent(kind, 1, At.AddSeconds((int)kind)))],
        PhoneFaults.None, details ?? Right, At.AddMinutes(1));

    [Fact]
    public void Both_entries_may_be_typed_in_other_forms()
    {
        var (details, problems) = RegistrationFormCheck.Check(Form(), ProgrammeFiles.Japan.Registration, Today);
        Assert.Empty(problems);
        Assert.Equal(new("TK1234567", new(1990, 2, 3), "MÜLLER LEE", "ANNA"), details);
    }

    /// <summary>The zone stands for the second entries; its check digits are verified.</summary>
    [Theory]
    [InlineData("L898902C3", 12, "", "", null)]
    [InlineData("L898902C4", 12, "", "", FormProblem.Differs)]
    [InlineData("L898902C3", 13, "", "", FormProblem.Differs)]
    [InlineData("L898902C3", 12, "L898902C36", "L898907C36", FormProblem.Malformed)]
    [InlineData("L898902C3", 12, "7408122F", "7408132F", FormProblem.Malformed)]
    public void E2_A_machine_readable_zone_is_the_second_entry(
        string number, int day, string printed, string read, string? code)
    {
        var zone = printed.Length == 0
            ? Specimens.Eriksson
            : Specimens.Eriksson.Replace(printed, read, StringComparison.Ordinal);
        var typed = new TypedDetails(number, "", new(1974, 8, day), default, "Eriksson", "Anna Maria", "UTO", zone);
        var (details, problems) = RegistrationFormCheck.Check(typed, Today);
        Assert.Equal(code is null ? [] : [new("zone", code)], problems);
        Assert.Equal(code is null, details is not null);
    }

    /// <summary>Leading zeros are part of a number.</summary>
    [Fact]
    public void The_answer_says_what_differs()
    {
        var typed = Right with
        {
            PassportNumber = "0012345",
            PassportNumberAgain = "012345",
            BirthDateAgain = new(1990, 3, 2),
            Surname = " ",
        };
        var (details, problems) = RegistrationFormCheck.Check(Form(typed), ProgrammeFiles.Japan.Registration, Today);
        Assert.Null(details);
        Assert.Equal(
            [
                new("passportNumberAgain", FormProblem.Differs, 2), new("birthDateAgain.month", FormProblem.Differs),
                new("birthDateAgain.day", FormProblem.Differs), new("surname", FormProblem.Missing),
            ],
            problems);
    }

    [Theory]
    [InlineData("", "passportNumber", FormProblem.Missing)]
    [InlineData("AB1", "passportNumber", FormProblem.Malformed)]
    [InlineData("AB123456é", "passportNumber", FormProblem.Malformed)]
    public void A_number_that_no_passport_has_is_named(string typed, string field, string code)
    {
        var (_, problems) = RegistrationFormCheck.Check(
            Right with { PassportNumber = typed, PassportNumberAgain = typed }, Today);
        Assert.Equal([new(field, code)], problems);
    }

    [Theory]
    [InlineData(2025, 2, 29)]
    [InlineData(2026, 3, 2)]
    [InlineData(1895, 1, 1)]
    [InlineData(1990, 13, 1)]
    [InlineData(0, 0, 0)]
    [InlineData(1990, null, 1)]
    public void A_date_on_which_no_living_person_was_born_is_named(int? year, int? month, int? day)
    {
        var date = new TypedDate(year, month, day);
        var (_, problems) = RegistrationFormCheck.Check(Right with { BirthDate = date, BirthDateAgain = date }, Today);
        Assert.Equal([new("birthDate", FormProblem.DateImpossible)], problems);
    }

    [Fact]
    public void Consents_are_to_the_present_texts_and_in_order()
    {
        var rules = ProgrammeFiles.Japan.Registration with { PledgeNoticeVersion = 2 };
        var form = Form();
        Assert.Equal(
            [new("consents.pledge", FormProblem.ConsentOutdated)], RegistrationFormCheck.Check(form, rules, Today).Problems);
        Assert.Equal(
            [new("consents.terms", FormProblem.ConsentMissing), new("permissions", FormProblem.NotAsked)],
            RegistrationFormCheck.Check(
                form with { Consents = form.Consents.RemoveAt(0), Denied = null }, ProgrammeFiles.Japan.Registration, Today)
                .Problems);
        Assert.Equal(
            [new("consents", FormProblem.OutOfOrder)],
            RegistrationFormCheck.Check(
                form with { Consents = [.. form.Consents.Reverse()] }, ProgrammeFiles.Japan.Registration, Today).Problems);
        Assert.Equal(
            [new("consents", FormProblem.OutOfOrder)],
            RegistrationFormCheck.Check(
                form with { Consents = form.Consents.SetItem(3, form.Consents[3] with { At = At }) },
                ProgrammeFiles.Japan.Registration, Today).Problems);
    }

    /// <summary>The clock of a phone may be wrong by any amount.</summary>
    [Fact]
    public void Consents_are_dated_by_the_clock_of_the_server()
    {
        var now = At.AddYears(3);
        Assert.Equal(
            [now.AddSeconds(-59), now.AddSeconds(-58), now.AddSeconds(-57), now.AddSeconds(-56)],
            RegistrationFormCheck.Date(Form(), now).Select(consent => consent.At));
        Assert.All(
            RegistrationFormCheck.Date(Form() with { SentAt = At.AddDays(-1) }, now), consent => Assert.Equal(now, consent.At));
    }

    [Fact]
    public void Whatever_is_typed_is_taken_or_named() => Prop.ForAll(
        Gen.Elements("", " ", "AB1234567", "ab-123<4567", "１２３４５６７", "\ud83d\ude00", "é", "\u0000", new string('X', 300))
            .Four().ToArbitrary(),
        typed =>
        {
            var (first, again, surname, given) = typed;
            var (details, problems) = RegistrationFormCheck.Check(
                Right with { PassportNumber = first, PassportNumberAgain = again, Surname = surname, GivenName = given }, Today);
            return details is null ? problems.Length > 0
                : problems.IsEmpty && Normalise(first) == Normalise(again) && details.PassportNumber == Normalise(first);
        }).QuickCheckThrowOnFailure();

    /// <summary>As the server does it, for the characters of these tests.</summary>
    private static string? Normalise(string text)
    {
        try
        {
            var normal = text.Normalize(NormalizationForm.FormKC).ToUpperInvariant()
                .Replace("-", "", StringComparison.Ordinal).Replace("<", "", StringComparison.Ordinal)
                .Replace(" ", "", StringComparison.Ordinal);
            return normal.Length == 0 ? null : normal;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
