using Actors.Domain.Programmes;

namespace Actors.Domain.Tests.Programmes;

public sealed class ProgrammeCatalogueTests
{
    private static readonly Programme Second =
        ProgrammeFiles.Japan with { Version = ProgrammeFiles.Japan.Version with { Version = 2 } };

    private readonly ProgrammeCatalogue _catalogue = new([Second, ProgrammeFiles.Japan, ProgrammeFiles.England]);

    [Fact]
    public void Old_versions_stay_and_the_newest_is_known()
    {
        Assert.Same(ProgrammeFiles.Japan, _catalogue.Get(ProgrammeVersion.Parse("japan-2021/1")));
        Assert.Same(Second, _catalogue.Get(ProgrammeVersion.Parse("japan-2021/2")));
        Assert.Same(Second, _catalogue.Newest(ProgrammeId.Parse("japan-2021")));
        Assert.Equal(["england-2021", "japan-2021"], _catalogue.Ids.Select(id => id.ToString()));
    }

    [Fact]
    public void What_is_not_there_is_named()
    {
        Assert.False(_catalogue.TryGet(ProgrammeVersion.Parse("japan-2021/3"), out _));
        var exception = Assert.Throws<KeyNotFoundException>(() => _catalogue.Get(ProgrammeVersion.Parse("japan-2021/3")));
        Assert.Contains("japan-2021/3", exception.Message, StringComparison.Ordinal);
        Assert.Throws<KeyNotFoundException>(() => _catalogue.Newest(ProgrammeId.Parse("narnia")));
    }

    [Fact]
    public void A_version_is_there_once()
    {
        var exception = Assert.Throws<ArgumentException>(() => new ProgrammeCatalogue([Second, Second with { Name = "Other" }]));
        Assert.Contains("japan-2021/2", exception.Message, StringComparison.Ordinal);
    }
}
