namespace Actors.Tidy.Tests.Rules;

public class TestPlacesTests
{
    [Theory]
    [InlineData("tests/A.Tests/Stays/StayTests.cs", false)]
    [InlineData("tests/A.Tests/StayTests.cs", true)]
    [InlineData("tests/A.Tests/Other/StayTests.cs", true)]
    [InlineData("tests/A.Tests/LeapDayTests.cs", false)]
    [InlineData("tests/B.Tests/StayTests.cs", false)]
    public void A_test_stands_where_its_subject_stands(string test, bool found) =>
        Assert.Equal(found, Check("class Stay;", test).Any());

    [Theory]
    [InlineData("tests/A.Tests/Stays/RoomTests.cs", false)]
    [InlineData("tests/A.Tests/Other/RoomTests.cs", true)]
    [InlineData("tests/A.Tests/Stays/FloorTests.cs", false)]
    [InlineData("tests/A.Tests/FloorTests.cs", true)]
    [InlineData("tests/A.Tests/StayTests.cs", true)]
    public void So_does_the_test_of_a_nested_type_or_of_a_member_of_a_family(string test, bool found) =>
        Assert.Equal(found, Check("record Guest { enum Floor { First } } record Room;", test).Any());

    private static IEnumerable<Finding> Check(string text, string test) =>
        new TestPlaces().Check(Tree.Of(("src/A/Stays/Stay.cs", text), (test, "class T;")));
}
