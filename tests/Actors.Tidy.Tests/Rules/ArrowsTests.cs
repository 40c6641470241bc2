namespace Actors.Tidy.Tests.Rules;

public class ArrowsTests
{
    [Theory]
    [InlineData("src/Actors.Domain/Actors.Domain.csproj")]
    [InlineData("src/Actors.Server/Actors.Server.csproj", "Actors.Grains", "Actors.WebRtc")]
    [InlineData("src/Actors.LoadTest/Actors.LoadTest.csproj", "Actors.Client", "Actors.WebRtc.Caller")]
    [InlineData("src/Actors.WebRtc.Caller/Actors.WebRtc.Caller.csproj", "Actors.WebRtc")]
    [InlineData("src/Actors.Privacy/Actors.Privacy.csproj", "Actors.Domain", "Actors.Storage")]
    [InlineData("tests/Actors.X.Tests/Actors.X.Tests.csproj", "Actors.Storage", "Actors.Testing")]
    public void It_accepts(string path, params string[] parts) => Assert.Empty(Check(path, parts));

    [Theory]
    [InlineData("src/Actors.Domain/Actors.Domain.csproj", "Actors.Storage")]
    [InlineData("src/Actors.Storage/Actors.Storage.csproj", "Actors.Privacy")]
    [InlineData("src/Actors.Protocol/Actors.Protocol.csproj", "Actors.Domain")]
    [InlineData("src/Actors.WebRtc/Actors.WebRtc.csproj", "Actors.WebRtc.Caller")]
    [InlineData("src/Actors.Grains/Actors.Grains.csproj", "Actors.Storage")]
    [InlineData("src/Actors.Server/Actors.Server.csproj", "Actors.Testing")]
    [InlineData("src/Actors.Novelty/Actors.Novelty.csproj", "Actors.Domain")]
    public void It_finds(string path, params string[] parts) => Assert.NotEmpty(Check(path, parts));

    private static IEnumerable<Finding> Check(string path, string[] parts) =>
        new Arrows().Check(Tree.Of((path, $"<Project>{string.Concat(parts.Select(Part))}</Project>")));

    private static string Part(string part) =>
        $"""<ItemGroup><ProjectReference Include="..\..\src\{part}\{part}.csproj" /></ItemGroup>""";
}
