namespace Actors.Tidy.Tests.Rules;

public class TracesTests
{
    private const string At = "@";

    [Theory]
    [InlineData("https://registry.npm" + "js.org/x", "PackageHost")]
    [InlineData("\"resolved\"" + ": \"https://mirror.example.org/x.tgz\"", "PackageHost")]
    [InlineData("<add value=\"https://api.nu" + "get.org/v3\" />", "PackageHost")]
    [InlineData("cd /" + "home/person", "MachinePath")]
    [InlineData("\"/" + "root/.cache\"", "MachinePath")]
    [InlineData("C:\\" + "Users\\person", "MachinePath")]
    [InlineData("person" + At + "gmail.com", "EmailAddress")]
    [InlineData("first.last" + At + "mail.example.co", "EmailAddress")]
    public void It_finds(string text, string rule) => Assert.Equal(rule, Assert.Single(Check(text)).Rule);

    [Theory]
    [InlineData("jan@example.org")]
    [InlineData("jan@mail.example.com")]
    [InlineData("jan@clinic.test")]
    [InlineData("JAN@MARKER.EXAMPLE")]
    [InlineData("pkg@1.2.3 and @scope/name")]
    [InlineData("wwwroot/home/page and ./work/x")]
    [InlineData("https://example.org/home/x")]
    public void It_accepts(string text) => Assert.Empty(Check(text));

    private static IEnumerable<Finding> Check(string text) => new Traces().Check(Tree.Of(("a.txt", text)));
}
