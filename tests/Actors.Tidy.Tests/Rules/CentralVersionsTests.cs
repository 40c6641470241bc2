namespace Actors.Tidy.Tests.Rules;

public class CentralVersionsTests
{
    [Theory]
    [InlineData("1.2.3", "<PackageReference Include='A' />")]
    [InlineData("1.2.3-rc.1", "<PackageReference Include='A' PrivateAssets='all' />")]
    [InlineData("1.2.3", "<PackageDownload Include='A' Version='[1.2.3]' />")]
    [InlineData("1.2.3", "<PackageDownload Include='B' Version='[9.0.0]' />")]
    public void It_accepts(string version, string item) => Assert.Empty(Check(version, item));

    [Theory]
    [InlineData("1.2.*", "<PackageReference Include='A' />")]
    [InlineData("[1.2.3,)", "<PackageReference Include='A' />")]
    [InlineData("1.2.3", "<PackageReference Include='A' Version='1.2.4' />")]
    [InlineData("1.2.3", "<PackageReference Include='A' VersionOverride='1.2.4' />")]
    [InlineData("1.2.3", "<PackageReference Include='A'><Version>1.2.4</Version></PackageReference>")]
    [InlineData("1.2.3", "<PackageReference Include='B' />")]
    [InlineData("1.2.3", "<PackageDownload Include='A' Version='[1.2.4]' />")]
    [InlineData("1.2.3", "<PackageDownload Include='B' Version='[1.0.0,2.0.0)' />")]
    public void It_finds(string version, string item) => Assert.Single(Check(version, item));

    private static IEnumerable<Finding> Check(string version, string item) => new CentralVersions().Check(Tree.Of(
        ("Directory.Packages.props",
            $"<Project><ItemGroup><PackageVersion Include='A' Version='{version}' /></ItemGroup></Project>"),
        ("src/P/P.csproj", $"<Project><ItemGroup>{item}</ItemGroup></Project>")));
}
