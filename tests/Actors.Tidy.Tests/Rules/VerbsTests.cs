namespace Actors.Tidy.Tests.Rules;

public class VerbsTests
{
    [Theory]
    [InlineData("README.md", "`./build.sh test`", false)]
    [InlineData("README.md", "`./build.sh help`", false)]
    [InlineData("README.md", "`./build.sh fly`", true)]
    [InlineData(".ci/run", "./build.sh fly", true)]
    public void It_finds_a_verb_that_is_not_there(string path, string text, bool found)
    {
        var tree = Tree.Of(("build.sh", "case $1 in\n    test) run_tests ;;\n    help | -h) help ;;\nesac"), (path, text));

        Assert.Equal(found, new Verbs().Check(tree).Any());
    }
}
