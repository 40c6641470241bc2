using Actors.Domain.Plans;

namespace Actors.Domain.Tests.Plans;

public sealed class PlanKeyTests
{
    [Fact]
    public void A_key_has_one_length_and_does_not_show_itself()
    {
        Assert.Throws<ArgumentException>(() => new PlanKey(new byte[31]));
        Assert.Throws<ArgumentException>(() => new PlanKey(new byte[33]));
        Assert.Equal("plan key", $"{PlanKeys.Rising}");
    }
}
