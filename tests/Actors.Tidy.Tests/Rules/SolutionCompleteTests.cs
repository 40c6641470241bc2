namespace Actors.Tidy.Tests.Rules;

public class SolutionCompleteTests
{
    private const string Solution = """Project("{FAE0}") = "A", "src\A\A.csproj", "{1}" """;

    [Fact]
    public void It_accepts_a_complete_one() =>
        Assert.Empty(new SolutionComplete().Check(Tree.Of(("Actors.sln", Solution), ("src/A/A.csproj", "<Project />"))));

    [Fact]
    public void It_finds_a_project_left_out()
    {
        var tree = Tree.Of(
            ("Actors.sln", Solution),
            ("src/A/A.csproj", "<Project />"),
            ("tests/A.Tests/A.Tests.csproj", "<Project />"));

        Assert.Equal("tests/A.Tests/A.Tests.csproj", Assert.Single(new SolutionComplete().Check(tree)).Path);
    }

    [Fact]
    public void It_finds_a_project_that_is_gone() =>
        Assert.Equal("Actors.sln", Assert.Single(new SolutionComplete().Check(Tree.Of(("Actors.sln", Solution)))).Path);
}
