namespace Actors.Tidy.Tests.Rules;

public class EngineMentionsTests
{
    [Fact]
    public void It_finds_a_third_hosting_file() => Assert.Single(new EngineMentions().Check(Tree.Of(
        ("src/Actors.Server/Hosting/A.cs", "// ActorEngine=embedded"),
        ("src/Actors.Server/Hosting/B.cs", "// ActorEngine=orleans"),
        ("src/Actors.Server/Hosting/C.cs", "// ActorEngine"))));

    [Theory]
    [InlineData("src/Actors.Grains/A.cs", "// ActorEngine")]
    [InlineData("src/Actors.Grains/Actors.Grains.csproj", "<A Condition=\"'$(ActorEngine)' == 'orleans'\" />")]
    [InlineData("Directory.Build.props", "<ActorEngine />")]
    public void It_finds(string path, string text) => Assert.Single(new EngineMentions().Check(Tree.Of((path, text))));

    [Theory]
    [InlineData("ActorEngine.props", "<ActorEngine />")]
    [InlineData("src/Actors.Engine/ActorEngine.cs", "class ActorEngine;")]
    [InlineData("README.md", "-p:ActorEngine=orleans")]
    [InlineData("src/Actors.Grains/Actors.Grains.csproj", "<Import Project=\"ActorEngine.props\" /><ActorEngineHost />")]
    public void It_accepts(string path, string text) => Assert.Empty(new EngineMentions().Check(Tree.Of((path, text))));
}
