namespace Actors.Tidy.Tests.Rules;

public class FileNamesTests
{
    [Theory]
    [InlineData("A.cs", "class A;")]
    [InlineData("A.cs", "namespace N; record A(int X) { enum B { C } } file class D;")]
    [InlineData("A.Log.cs", "partial class A;")]
    [InlineData("A.cs", "interface A<T>;")]
    [InlineData("AOfT.cs", "interface A<T>;")]
    [InlineData("A.cs", "delegate void A();")]
    [InlineData("Program.cs", "System.Console.WriteLine();")]
    public void It_accepts_the_name_of_the_type(string name, string text) => Assert.Empty(Check(name, text));

    [Theory]
    [InlineData("AOptions.cs", "class AOptions; class AOptionsValidator;")]
    [InlineData("Stay.cs", "record Room; record Stay;")]
    [InlineData("StayEvents.cs", "record StayEvent; record StayEventBegan; record Left;")]
    [InlineData("Tallies.cs", "record DayTally; record NightTally;")]
    [InlineData("Call.cs", "record CallOffer; record CallAnswer;")]
    [InlineData("Session.cs", "record Hello; record Welcome;")]
    public void It_accepts_the_name_of_a_family(string name, string text) => Assert.Empty(Check(name, text));

    [Theory]
    [InlineData("B.cs", "class A;")]
    [InlineData("AOfT.cs", "interface A;")]
    [InlineData("Stays.cs", "class Stay;")]
    [InlineData("Session.cs", "record Hello;")]
    [InlineData("Messages.cs", "record Hello; record Welcome;")]
    [InlineData("Stays.cs", "record Stay; record Room; record Guest;")]
    [InlineData("DayTallies.cs", "record Day; record Tally;")]
    public void It_finds_another_name(string name, string text) => Assert.Single(Check(name, text));

    [Theory]
    [InlineData(FileNames.LongestInFamily, false)]
    [InlineData(FileNames.LongestInFamily + 1, true)]
    public void A_family_has_small_types(int lines, bool found)
    {
        var text = $"class Stay {{{new string('\n', 390)}}} class Room {{{new string('\n', lines - 1)}}}";

        Assert.Equal(found, Check("Stay.cs", text).Any());
    }

    private static IEnumerable<Finding> Check(string name, string text) => new FileNames().Check(Tree.Of(("src/" + name, text)));
}
