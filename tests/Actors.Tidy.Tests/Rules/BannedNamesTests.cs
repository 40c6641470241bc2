namespace Actors.Tidy.Tests.Rules;

public class BannedNamesTests
{
    [Theory]
    [InlineData("src/Actors.Common/A.cs", "class A;")]
    [InlineData("src/A/Shared/B.cs", "class B;")]
    [InlineData("src/A/StayManager.cs", "class StayManager;")]
    [InlineData("src/A/string-utils.ts", "")]
    [InlineData("src/A/B.cs", "class B { class TimeHelpers; }")]
    public void It_finds(string path, string text) => Assert.Single(new BannedNames().Check(Tree.Of((path, text))));

    [Theory]
    [InlineData("src/A/ObserverManager.cs", "class ObserverManager<T>;")]
    [InlineData("src/A/IManagementGrain.cs", "interface IManagementGrain;")]
    [InlineData("src/A/Commonwealth.cs", "class Commonwealth;")]
    [InlineData("docs/shared.md", "")]
    public void It_accepts(string path, string text) => Assert.Empty(new BannedNames().Check(Tree.Of((path, text))));
}
