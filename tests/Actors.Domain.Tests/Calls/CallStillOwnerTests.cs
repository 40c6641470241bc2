using Actors.Domain.Calls;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Protection;

namespace Actors.Domain.Tests.Calls;

public sealed class CallStillOwnerTests
{
    [Fact]
    public void It_names_a_record_a_call_and_a_person()
    {
        var (record, person) = (RecordId.New(), EntrantId.New());
        Assert.Equal(new(record, "c7/2", person), new CallStillOwner(record, "c7/2", person));
        Assert.NotEqual(new(record, "c7/1", person), new CallStillOwner(record, "c7/2", person));
        Assert.Throws<ArgumentException>(() => new CallStillOwner(default, "c7", person));
        Assert.Throws<ArgumentException>(() => new CallStillOwner(record, "c7", default));
    }

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("line\n")]
    [InlineData("電話")]
    public void A_call_has_a_plain_id(string call) =>
        Assert.Throws<ArgumentException>(() => new CallStillOwner(RecordId.New(), call, EntrantId.New()));

    [Fact]
    public void The_id_of_a_call_is_not_endless() => Assert.Throws<ArgumentException>(
        () => new CallStillOwner(RecordId.New(), new string('c', 101), EntrantId.New()));
}
