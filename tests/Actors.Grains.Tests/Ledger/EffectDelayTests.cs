using Actors.Grains.Ledger;

namespace Actors.Grains.Tests.Ledger;

public sealed class EffectDelayTests
{
    [Theory]
    [InlineData(1, 30)]
    [InlineData(2, 60)]
    [InlineData(3, 120)]
    [InlineData(5, 480)]
    [InlineData(6, 600)]
    [InlineData(7, 600)]
    [InlineData(int.MaxValue, 600)]
    public void Delay_grows_with_each_failure_up_to_a_bound(int failures, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), EffectDelay.After(failures));
}
