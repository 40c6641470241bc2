using Actors.Domain.Programmes;

namespace Actors.Domain.Tests.Programmes;

public sealed class ProgrammeVersionTests
{
    [Fact]
    public void A_version_goes_through_text()
    {
        var version = new ProgrammeVersion(ProgrammeId.Parse("japan-2021"), 12);
        Assert.Equal("japan-2021/12", version.ToString());
        Assert.Equal(version, ProgrammeVersion.Parse("japan-2021/12"));
    }

    [Theory]
    [InlineData("japan-2021")]
    [InlineData("japan-2021/0")]
    [InlineData("japan-2021/-1")]
    [InlineData("japan-2021/ 1")]
    [InlineData("japan-2021/1/1")]
    [InlineData("/1")]
    [InlineData("japan-2021/99999999999")]
    public void Other_text_is_no_version(string text)
    {
        Assert.Throws<FormatException>(() => ProgrammeVersion.Parse(text));
    }
}
