using Actors.Domain.Programmes;

namespace Actors.Domain.Tests.Programmes;

public sealed class ProgrammeIdTests
{
    [Theory]
    [InlineData("a")]
    [InlineData("japan-2021")]
    [InlineData("01234567890123456789012345678901")]
    public void A_name_goes_through_text(string text)
    {
        var id = ProgrammeId.Parse(text);
        Assert.Equal(text, id.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("Japan")]
    [InlineData("japan 2021")]
    [InlineData("japan/2021")]
    [InlineData("日本")]
    [InlineData("012345678901234567890123456789012")]
    public void Other_text_is_no_name(string text)
    {
        Assert.Throws<FormatException>(() => ProgrammeId.Parse(text));
        Assert.Throws<ArgumentException>(() => new ProgrammeId(text));
    }
}
