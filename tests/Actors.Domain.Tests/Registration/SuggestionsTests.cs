using Actors.Domain.Protection;
using Actors.Domain.Registration;

namespace Actors.Domain.Tests.Registration;

public sealed class SuggestionsTests
{
    private static readonly TravellerDetails Anna = Details("TK1234507", "1985-02-03", "ERIKSSON", "ANNA");

    [Theory]
    [InlineData("TK12345O7", "1985-02-03", "ERIKSSON", "ANNA", SuggestionReason.NumberLooksAlike)]
    [InlineData("TK1234508", "1985-02-03", "ERIKSSON", "ANNA", SuggestionReason.NumberOneOff)]
    [InlineData("TK123457", "1985-02-03", "LEE", "MINHO", SuggestionReason.NumberOneOff)]
    [InlineData("TK1243507", "1985-02-03", "LEE", "MINHO", SuggestionReason.NumberExchanged)]
    [InlineData("TK1234507", "1985-03-02", "LEE", "MINHO", SuggestionReason.DayAndMonthExchanged)]
    [InlineData("TK1234507", "1985-02-13", "LEE", "MINHO", SuggestionReason.BirthDatePart)]
    [InlineData("TK1234507", "1985-XX-XX", "LEE", "MINHO", SuggestionReason.BirthDatePart)]
    [InlineData("XY7654321", "1985-02-03", "ANNA", "ERIKSSON", SuggestionReason.NamesExchanged)]
    [InlineData("XY7654321", "1985-02-03", "ERIKSON", "ANNA", SuggestionReason.NameSpelling)]
    [InlineData("TK1234507", "1990-12-24", "ERIKSSON", "ANNA", SuggestionReason.OtherBirthDate)]
    public void E3_A_slip_is_suggested_with_its_reason(
        string number, string birth, string surname, string given, SuggestionReason expected) =>
        Assert.Contains(expected, Assert.Single(Rank(Details(number, birth, surname, given))).Reasons);

    [Theory]
    [InlineData("TK1234507", "1990-12-24", "LEE", "MINHO")]
    [InlineData("XY7654321", "1985-02-03", "LEE", "MINHO")]
    [InlineData("XY7654321", "1990-12-24", "ERIKSSON", "ANNA")]
    public void E3_One_field_alone_is_no_suggestion(string number, string birth, string surname, string given) =>
        Assert.Empty(Rank(Details(number, birth, surname, given)));

    [Fact]
    public void E3_The_likeliest_comes_first_and_there_are_ten_at_most()
    {
        var candidates = Enumerable.Range(0, 20)
            .Select(_ => Details("TK1234508", "1985-02-03", "LEE", "MINHO"))
            .Append(Details("TK12345O7", "1985-02-03", "ERIKSSON", "ANNA"))
            .Append(Details("TK1234507", "1985-03-02", "ERIKSSON", "ANNA"));
        var ranked = Rank([.. candidates]);
        Assert.Equal(Suggestions.MaxCount, ranked.Length);
        Assert.Contains(SuggestionReason.NumberLooksAlike, ranked[0].Reasons);
        Assert.Contains(SuggestionReason.SameNumber, ranked[1].Reasons);
        Assert.Equal(ranked.OrderByDescending(each => each.Score).Select(each => each.Score), ranked.Select(each => each.Score));
    }

    [Fact]
    public void E3_Another_state_speaks_against_a_row()
    {
        var row = KeyValuePair.Create(RecordId.New(), Details("TK1234508", "1985-02-03", "ERIKSSON", "ANNA", "CHN"));
        var same = Suggestions.Rank(Anna with { IssuingState = StateCode.Parse("CHN") }, [row]);
        var other = Suggestions.Rank(Anna with { IssuingState = StateCode.Parse("NPL") }, [row]);
        Assert.True(same[0].Score > other[0].Score);
        Assert.Contains(SuggestionReason.OtherState, other[0].Reasons);
    }

    private static Suggestion[] Rank(params TravellerDetails[] candidates) =>
        [.. Suggestions.Rank(Anna, candidates.Select(candidate => KeyValuePair.Create(RecordId.New(), candidate)))];

    private static TravellerDetails Details(
        string number, string birth, string surname, string given, string? state = null) => new(
        PassportNumber.Parse(number), state is null ? null : StateCode.Parse(state), BirthDate.FromText(birth),
        PersonName.Create(surname, given)!);
}
