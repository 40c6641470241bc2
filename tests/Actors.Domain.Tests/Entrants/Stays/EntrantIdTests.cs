using Actors.Domain.Entrants.Stays;

namespace Actors.Domain.Tests.Entrants.Stays;

public sealed class EntrantIdTests
{
    [Fact]
    public void An_id_goes_through_text()
    {
        var id = EntrantId.New();
        Assert.Equal(32, id.ToString().Length);
        Assert.Equal(id, EntrantId.Parse(id.ToString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("00000000000000000000000000000000")]
    [InlineData("someone")]
    public void Other_text_is_no_id(string text)
    {
        Assert.False(EntrantId.TryParse(text, out _));
        Assert.Throws<FormatException>(() => EntrantId.Parse(text));
    }
}
