using Actors.Domain.Entrants.Stays;

namespace Actors.Domain.Tests.Entrants.Stays;

public sealed class StayIdTests
{
    [Fact]
    public void An_id_goes_through_text()
    {
        var id = StayId.New();
        Assert.Equal(32, id.ToString().Length);
        Assert.Equal(id, StayId.Parse(id.ToString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("00000000000000000000000000000000")]
    [InlineData("someone")]
    public void Other_text_is_no_id(string text)
    {
        Assert.False(StayId.TryParse(text, out _));
        Assert.Throws<FormatException>(() => StayId.Parse(text));
    }
}
