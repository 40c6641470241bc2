namespace Actors.Tidy.Tests.Rules;

public class FolderCirclesTests
{
    private const string Stay = "namespace P.Stays; class Stay;";

    [Theory]
    [InlineData("class Call { Stays.Stay stay; }")]
    [InlineData("class Call { object M() => new Stays.Stay(); }")]
    [InlineData("class Call { void M() => Unknown.Thing(x => x.Is<Stays.Stay>()); }")]
    [InlineData("using S = P.Stays.Stay; class Call : S;")]
    public void It_finds_two_folders_that_refer_to_each_other(string call)
    {
        var finding = Assert.Single(Check(
            ("src/P/Calls/Call.cs", InCalls(call)),
            ("src/P/Stays/Stay.cs", Stay),
            ("src/P/Stays/Room.cs", "using P.Calls; namespace P.Stays; class Room { Call call; }")));

        Assert.Equal("src/P/{Calls,Stays}", finding.Path);
        Assert.Contains("src/P/Calls/Call.cs:", finding.Message, StringComparison.Ordinal);
        Assert.Contains("src/P/Stays/Room.cs:1 names Call", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void It_finds_calls_of_extension_methods() => Assert.Single(Check(
        ("src/P/Calls/Calls.cs", "using P.Stays; namespace P.Calls; class Calls { void M() => 1.Begin(); }"),
        ("src/P/Stays/Begins.cs", "namespace P.Stays; static class Begins { public static void Begin(this int x) { } }"),
        ("src/P/Stays/Room.cs", "namespace P.Stays; class Room : P.Calls.Calls;")));

    [Fact]
    public void It_finds_folders_deep_inside() => Assert.Equal("src/P/A/{B,C}", Assert.Single(Check(
        ("src/P/A/B/D/X.cs", "namespace P.A.B.D; class X { C.Y y; }"),
        ("src/P/A/C/Y.cs", "namespace P.A.C; class Y { B.D.X x; }"))).Path);

    [Theory]
    [InlineData("src/P/Calls/Call.cs", "namespace P.Calls; class Call;")]
    [InlineData("src/P/Call.cs", "namespace P; class Call { Stays.Stay stay; }")]
    [InlineData("src/P/Stays/Calls/Call.cs", "namespace P.Stays.Calls; class Call { Stay stay; }")]
    [InlineData("src/P/Native/Call.cs", "namespace P.Native; class Call { P.Stays.Stay stay; }")]
    [InlineData("src/P/Calls/Call.cs", "namespace P.Calls; class Call { int Stay; int M() => Stay; /* Stays.Stay */ }")]
    [InlineData("src/P/Calls/Call.cs", "namespace P.Calls; class Call { class Stay; Stay stay; }")]
    [InlineData("src/Q/Calls/Call.cs", "namespace P.Calls; class Call { P.Stays.Stay stay; }")]
    public void It_accepts_one_direction(string path, string text) => Assert.Empty(Check(
        (path, text),
        ("src/P/Stays/Stay.cs", Stay),
        ("src/P/Stays/Room.cs",
            "using P; using P.Calls; using P.Stays.Calls; using P.Native; namespace P.Stays; class Room { Call call; }")));

    [Fact]
    public void Grain_interfaces_may_be_named_from_everywhere() => Assert.Empty(Check(
        ("src/P/Calls/CallGrain.cs", "namespace P.Calls; class CallGrain { P.Stays.IStayGrain stay; }"),
        ("src/P/Stays/IStayGrain.cs", "namespace P.Stays; interface IStayGrain;"),
        ("src/P/Stays/StayGrain.cs", "namespace P.Stays; class StayGrain : IStayGrain { P.Calls.CallGrain call; }")));

    /// <summary>The names in the text are as seen from the folder Calls.</summary>
    private static string InCalls(string text) => text.StartsWith("using", StringComparison.Ordinal)
        ? text.Replace("; class", "; namespace P.Calls; class", StringComparison.Ordinal)
        : "namespace P.Calls; " + text;

    private static IEnumerable<Finding> Check(params (string Path, string Text)[] files) =>
        new FolderCircles().Check(Tree.Of(files));
}
