using Actors.Domain.Registration;
using FsCheck;
using FsCheck.Fluent;

namespace Actors.Domain.Tests.Registration;

public sealed class PersonNameTests
{
    [Theory]
    [InlineData("Eriksson", "Anna Maria", "ERIKSSON", "anna-maria", NameLikeness.Same)]
    [InlineData("O'Brien", "Sean", "OBRIEN", "SEAN", NameLikeness.Same)]
    [InlineData("ＥＲＩＫＳＳＯＮ", "ＡＮＮＡ　ＭＡＲＩＡ", "ERIKSSON", "ANNA<MARIA", NameLikeness.Same)]
    [InlineData("ANNA MARIA", "ERIKSSON", "ERIKSSON", "ANNA MARIA", NameLikeness.OtherOrder)]
    [InlineData("Müller", "Jörg", "MUELLER", "JOERG", NameLikeness.OtherSpelling)]
    [InlineData("Müller", "Jörg", "MULLER", "JORG", NameLikeness.OtherSpelling)]
    [InlineData("Øster", "Åse", "OESTER", "AASE", NameLikeness.OtherSpelling)]
    [InlineData("ONO", "TARO", "OHNO", "TAROU", NameLikeness.OtherSpelling)]
    [InlineData("Ōno", "Tarō", "OONO", "TAROH", NameLikeness.OtherSpelling)]
    [InlineData("SHIMBASHI", "YUKI", "SHINBASHI", "YUUKI", NameLikeness.OtherSpelling)]
    [InlineData("Groß", "Eva", "GROSS", "EVA", NameLikeness.OtherSpelling)]
    [InlineData("ІВАНOВ", "ANNA", "IBAHOB", "ANNA", NameLikeness.OtherSpelling)] // Cyrillic capitals that look alike.
    [InlineData("GARCIA LOPEZ", "JUAN", "GARCIA", "LOPEZ JUAN", NameLikeness.OtherSpelling)]
    [InlineData("GARCIA LOPEZ", "JUAN", "GARCIA", "JUAN", NameLikeness.Part)]
    [InlineData("SUKARNO", "", "SUKARNO", "SUKARNO", NameLikeness.Part)]
    [InlineData(
        "NILAVADHANANANDA", "CHAYAPA DEJTHAMRONG K", "NILAVADHANANANDA", "CHAYAPA DEJTHAMRONG KRASUANG", NameLikeness.Part)]
    [InlineData("ERIKSSON", "ANNA", "ERIKSON", "ANNE", NameLikeness.OneLetterOff)]
    [InlineData("KIM", "MINJI", "KIM", "MINIJ", NameLikeness.OneLetterOff)]
    [InlineData("KIM", "MINJI", "LEE", "SOYEON", NameLikeness.Different)]
    [InlineData("山田", "花子", "山田", "花子", NameLikeness.Same)]
    [InlineData("山田", "花子", "鈴木", "太郎", NameLikeness.Different)]
    public void E3_Names_are_compared(string surname, string given, string otherSurname, string otherGiven, NameLikeness expected)
    {
        var (one, other) = (PersonName.Create(surname, given)!, PersonName.Create(otherSurname, otherGiven)!);
        Assert.Equal(expected, one.Compare(other));
        Assert.Equal(expected, other.Compare(one));
    }

    [Fact]
    public void E2_A_person_with_one_name_has_a_surname_only()
    {
        Assert.Equal("SUKARNO", PersonName.Create("", "SUKARNO")!.Surname);
        Assert.Equal(PersonName.Create("SUKARNO", null), PersonName.Create(" ", "SUKARNO"));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData(null, null)]
    [InlineData("-", "'")]
    [InlineData("<<<", "")]
    public void E2_Nothing_is_no_name(string? surname, string? given) => Assert.Null(PersonName.Create(surname, given));

    [Fact]
    public void E2_Text_that_is_no_Unicode_is_no_name() => Assert.Null(PersonName.Create($"A{(char)0xD800}", "ANNA"));

    [Fact]
    public void E2_A_name_has_a_length() => Assert.Null(PersonName.Create(new string('A', 201), "B"));

    [Fact]
    public void E3_Names_that_are_the_same_are_found_by_one_key() => Prop.ForAll<NonEmptyString, NonEmptyString>((left, right) =>
    {
        if (PersonName.Create(left.Get, right.Get) is not { } name || PersonName.Create(right.Get, left.Get) is not { } turned)
        {
            return true;
        }

        return name.SearchKey == turned.SearchKey && name.Compare(turned) <= NameLikeness.OtherSpelling
            && name.Compare(name) == NameLikeness.Same;
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));
}
