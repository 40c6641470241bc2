using Actors.Grains.Ledger;

namespace Actors.Grains.Tests.Ledger;

public sealed class PendingEffectTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Failed_keeps_when_it_began_and_waits_longer()
    {
        var once = new PendingEffect<string>(7, "body").Failed(Now);
        var twice = once.Failed(Now.AddMinutes(1));
        Assert.Equal((1, Now, Now.AddSeconds(30)), (once.Failures, once.FailedSince, once.NotBefore));
        Assert.Equal((2, Now, Now.AddMinutes(2)), (twice.Failures, twice.FailedSince, twice.NotBefore));
    }
}
