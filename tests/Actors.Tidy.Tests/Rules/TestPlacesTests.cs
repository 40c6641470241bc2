namespace Actors.Tidy.Tests.Rules;

public class TestPlacesTests
{
    [Theory]
    [InlineData("tests/A.Tests/Stays/StayTests.cs", false)]
    [InlineData("tests/A.Tests/StayTests.cs", true)]
    [InlineData("tests/A.Tests/Other/StayTests.cs", true)]
    [InlineData("tests/A.Tests/LeapDayTests.cs", false)]
    [InlineData("tests/B.Tests/StayTests.cs", false)]
    public void A_test_stands_where_its_subject_stands(string test, bool found)
    {
        var tree = Tree.Of(("src/A/Stays/Stay.cs", "class Stay;"), (test, "class T;"));

        Assert.Equal(found, new TestPlaces().Check(tree).Any());
    }
}
