using Actors.Domain.Registration;
using FsCheck;
using FsCheck.Fluent;

namespace Actors.Domain.Tests.Registration;

public sealed class MrzTests
{
    private static readonly DateOnly Today = Specimens.Today;

    [Fact]
    public void E2_The_official_specimen_is_read()
    {
        var zone = Mrz.Read(Specimens.Eriksson, Today);

        Assert.Empty(zone.Problems);
        Assert.Equal("L898902C3", zone.Number!.Value.Value);
        Assert.Equal("UTO", zone.IssuingState!.Value.Value);
        Assert.Equal("UTO", zone.Nationality!.Value.Value);
        Assert.Equal(("ERIKSSON", "ANNA MARIA"), (zone.Name!.Surname, zone.Name.GivenNames));
        Assert.False(zone.IsNameCutOff);
        Assert.Equal(new BirthDate(1974, 8, 12), zone.BirthDate);
        Assert.Equal(new DateOnly(2012, 4, 15), zone.ValidUntil);
    }

    [Theory]
    [InlineData("520727", 3)]
    [InlineData("AB2134<<<", 5)]
    [InlineData("D231458907<<<<<<<<<<<<<<<74081221204159<<<<<<<<<<<", 6)]
    public void E2_Check_digits_are_those_of_the_examples_of_ICAO_9303(string field, int expected) =>
        Assert.Equal(expected, Mrz.CheckDigit(field));

    [Theory]
    [InlineData("P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<L898902C36UTO7408122F1204159ZE184226B<<<<<10")]
    [InlineData("p<utoeriksson<<anna<maria<<<<<<<<<<<<<<<<<<<\r\n l898902c36uto7408122f1204159ze184226b<<<<<10 ")]
    [InlineData("L898902C36UTO7408122F1204159ZE184226B<<<<<10\nP<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<")]
    [InlineData("L898902C36UTO7408122F1204159ZE184226B<<<<<10P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<")]
    [InlineData("P<UTOERIKSSON<<ANNA<MARIA\nL898902C36UTO7408122F1204159ZE184226B<<<<<10")]
    [InlineData("P<UTOERIKSSON<<ANNA<MARIA L898902C36UTO7408122F1204159ZE184226B<<<<<10")]
    [InlineData("Ｐ＜ＵＴＯＥＲＩＫＳＳＯＮ＜＜ＡＮＮＡ＜ＭＡＲＩＡ\nL898902C36UTO7408122F1204159ZE184226B<<<<<10")]
    [InlineData("P‹UTOERIKSSON«ANNA‹MARIA««««\nL898902C36UTO7408122F1204159ZE184226B««‹10")]
    [InlineData("P<UTO ERIKSSON<<ANNA<MARIA<<<<\n<<<<<<<<<<<<<<<\nL898902C36UTO7408122F12041\n59ZE184226B<<<<<10")]
    public void E2_A_zone_may_be_pasted_in_many_ways(string pasted)
    {
        var zone = Mrz.Read(pasted, Today);
        Assert.Empty(zone.Problems);
        Assert.Equal("L898902C3", zone.Number!.Value.Value);
        Assert.Equal("ERIKSSON<<ANNAMARIA", zone.Name!.Key);
    }

    [Theory]
    [InlineData('<')]
    [InlineData('0')]
    public void E2_Without_optional_data_the_check_digit_is_a_filler_or_zero(char check) =>
        Assert.Empty(Mrz.Read(Specimens.Write("JPN", "SATO<<HANA", "TK1234567", "900203", "150203", "", check), Today).Problems);

    [Fact]
    public void E2_Germany_has_one_letter()
    {
        var zone = Mrz.Read(Specimens.Write("D", "MUELLER<<JOERG", "C01X0006H", "640812", "171031"), Today);
        Assert.Empty(zone.Problems);
        Assert.Equal("D", zone.IssuingState!.Value.Value);
        Assert.Equal(StateCode.Parse("DEU"), zone.Nationality);
    }

    [Fact]
    public void E2_A_person_may_have_one_name()
    {
        var zone = Mrz.Read(Specimens.Write("IDN", "ARKFREITH", "A1234567", "640812", "171031"), Today);
        Assert.Empty(zone.Problems);
        Assert.Equal(("ARKFREITH", ""), (zone.Name!.Surname, zone.Name.GivenNames));
    }

    [Theory]
    [InlineData("NILAVADHANANANDA<<CHAYAPA<DEJTHAMRONG<KRASUANG", true)]
    [InlineData("BENNELONG<WOOLOOMOOLOO<WARRANDYTE<WARNAMBOOL", true)]
    [InlineData("ERIKSSON<<ANNA<MARIA", false)]
    public void E2_A_name_that_fills_its_places_may_be_cut_off(string name, bool isCutOff)
    {
        var zone = Mrz.Read(Specimens.Write("UTO", name, "L898902C3", "740812", "120415"), Today);
        Assert.Empty(zone.Problems);
        Assert.Equal(isCutOff, zone.IsNameCutOff);
    }

    [Theory]
    [InlineData("65<<<<", 1965, null, null)]
    [InlineData("6508<<", 1965, 8, null)]
    [InlineData("<<<<<<", null, null, null)]
    [InlineData("650000", 1965, null, null)]
    [InlineData("120331", 2012, 3, 31)]
    [InlineData("120402", 1912, 4, 2)]
    public void E2_Parts_of_a_birth_date_may_be_unknown(string birth, int? year, int? month, int? day)
    {
        var zone = Mrz.Read(Specimens.Write("AFG", "NAZARI<<ALI", "O1234567", birth, "171031"), Today);
        Assert.Empty(zone.Problems);
        Assert.Equal(new BirthDate(year, month, day), zone.BirthDate);
    }

    [Theory]
    [InlineData("651332", 1965, null, null)]
    [InlineData("650230", 1965, 2, null)]
    public void E2_Of_an_impossible_birth_date_the_rest_is_kept_and_the_field_named(
        string birth, int? year, int? month, int? day)
    {
        var zone = Mrz.Read(Specimens.Write("AFG", "NAZARI<<ALI", "O1234567", birth, "171031"), Today);
        var problem = Assert.Single(zone.Problems);
        Assert.Equal((MrzField.BirthDate, MrzFault.Unknown), (problem.Field, problem.Fault));
        Assert.Equal(new BirthDate(year, month, day), zone.BirthDate);
        Assert.Equal("NAZARI", zone.Name!.Surname);
        Assert.Equal("O1234567", zone.Number!.Value.Value);
    }

    [Fact]
    public void E2_A_misread_O_is_hinted_at()
    {
        var zone = Mrz.Read(Specimens.Eriksson.Replace("L898902C3", "L8989O2C3", StringComparison.Ordinal), Today);
        var problem = Assert.Single(zone.Problems);
        Assert.Equal((MrzField.Number, MrzFault.CheckDigit), (problem.Field, problem.Fault));
        Assert.Equal(new MrzHint(2, 6, '0'), problem.Hint);
        Assert.Equal("L8989O2C3", zone.Number!.Value.Value); // A hint only.
    }

    [Fact]
    public void E2_A_misread_date_is_hinted_at()
    {
        var zone = Mrz.Read(Specimens.Eriksson.Replace("7408122", "74O8122", StringComparison.Ordinal), Today);
        Assert.Equal(new MrzHint(2, 16, '0'), Assert.Single(zone.Problems).Hint);
        zone = Mrz.Read(Specimens.Eriksson.Replace("ERIKSSON", "ER1KSSON", StringComparison.Ordinal), Today);
        Assert.Equal(new MrzHint(1, 8, 'I'), Assert.Single(zone.Problems).Hint);
    }

    [Theory]
    [InlineData("")]
    [InlineData("P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<")]
    [InlineData("P<UTOERIKSSON<<ANNA\nL898902C36UTO7408122F1204159ZE184226B<<<<<1")]
    [InlineData("hello")]
    [InlineData("\n\n\n")]
    public void E2_Lines_of_another_length_are_refused(string text) =>
        Assert.Equal((MrzField.Line, MrzFault.Length), Mrz.Read(text, Today).Problems.Select(p => (p.Field, p.Fault)).Single());

    [Fact]
    public void E2_A_visa_is_no_passport() => Assert.Contains(
        Mrz.Read("V" + Specimens.Eriksson[1..], Today).Problems, problem => problem.Fault == MrzFault.NoPassport);

    [Fact]
    public void E2_What_was_written_is_read() => Prop.ForAll(Zones.ToArbitrary(), zone =>
    {
        var read = Mrz.Read(zone.Text, Today);
        return read.IsSound && read.Number!.Value.Value == zone.Number && read.BirthDate == BirthDate.From(zone.Birth)
            && read.Name!.Key == zone.NameKey;
    }).Check(Config.QuickThrowOnFailure);

    /// <summary>
    /// Weights 7, 3 and 1 find every replaced character whose value differs by another number than 10, 20 or 30.
    /// </summary>
    [Fact]
    public void E2_One_wrong_character_in_a_checked_field_is_found() => Prop.ForAll(
        Zones.ToArbitrary(),
        Gen.Choose(0, 43).ToArbitrary(),
        Gen.Elements("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ<".ToArray()).ToArbitrary(),
        (zone, place, character) =>
        {
            var lines = zone.Text.Split('\n');
            var was = lines[1][place];
            if (place is >= 10 and < 13 or 20 || (Value(was) - Value(character)) % 10 == 0)
            {
                return true;
            }

            var changed = $"{lines[0]}\n{lines[1][..place]}{character}{lines[1][(place + 1)..]}";
            return !Mrz.Read(changed, Today).IsSound;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));

    [Fact]
    public void E2_Any_text_is_read_without_a_fault_of_the_program() => Prop.ForAll<UnicodeString, int>((any, cut) =>
    {
        var text = any.Get.Replace("\uFFFE", "", StringComparison.Ordinal);
        var at = Math.Abs(cut % Specimens.Eriksson.Length);
        _ = Mrz.Read(text, Today);
        var rest = Math.Min(at + text.Length, Specimens.Eriksson.Length);
        _ = Mrz.Read(Specimens.Eriksson[..at] + text + Specimens.Eriksson[rest..], Today);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void E2_Nothing_of_it_shows_in_text()
    {
        var zone = Mrz.Read(Specimens.Eriksson.Replace("L898902C3", "L8989O2C3", StringComparison.Ordinal), Today);
        var texts = $"{zone} {zone.Number} {zone.Name} {zone.BirthDate} {zone.Problems[0]} {zone.Problems[0].Hint}";
        Assert.DoesNotContain("L89", texts, StringComparison.Ordinal);
        Assert.DoesNotContain("ERIK", texts, StringComparison.Ordinal);
        Assert.DoesNotContain("74", texts, StringComparison.Ordinal);
    }

    private static Gen<Zone> Zones =>
        from number in Gen.ArrayOf(Gen.Elements("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ".ToArray()), 9)
        from length in Gen.Choose(PassportNumber.MinLength, 9)
        from surname in Gen.NonEmptyListOf(Gen.Elements("ABCDEFGHIJKLMNOPQRSTUVWXYZ".ToArray()))
        from given in Gen.ListOf(Gen.Elements("ABCDEFGHIJKLMNOPQRSTUVWXYZ".ToArray()))
        from day in Gen.Choose(0, 36_000)
        from optional in Gen.Elements("", "1", "123456789", "ZE184226B")
        select new Zone(
            new string(number)[..length],
            string.Concat(surname.Take(17)),
            string.Concat(given.Take(17)),
            Today.AddDays(-day),
            optional);

    private static int Value(char character) =>
        char.IsAsciiDigit(character) ? character - '0' : char.IsAsciiLetterUpper(character) ? character - 'A' + 10 : 0;

    private sealed record Zone(string Number, string Surname, string GivenNames, DateOnly Birth, string Optional)
    {
        public string NameKey => $"{Surname}<<{GivenNames}";

        public string Text => Specimens.Write(
            "KOR", GivenNames.Length == 0 ? Surname : $"{Surname}<<{GivenNames}", Number,
            Birth.ToString("yyMMdd", System.Globalization.CultureInfo.InvariantCulture), "171031", Optional);
    }
}
