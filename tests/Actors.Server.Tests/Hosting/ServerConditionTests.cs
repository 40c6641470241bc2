using Actors.Server.Hosting;
using Actors.Storage.Health;

namespace Actors.Server.Tests.Hosting;

public sealed class ServerConditionTests
{
    private static readonly ServerCondition Well =
        new(new(StorageState.Available, DateTimeOffset.UnixEpoch, null), [], 0, 0, 100, []);

    /// <summary>The board did not know of alarms and of effects that fail: it said that all was well.</summary>
    [Fact]
    public void Whatever_an_operator_must_look_at_is_trouble_on_every_page()
    {
        Assert.Equal((true, "running"), (Well.IsWell, Well.Words));
        Assert.All(
            [
                Well with { Alarms = ["Look."] }, Well with { CorruptRows = 1 }, Well with { StuckEffects = 1 },
                Well with { Storage = Well.Storage with { State = StorageState.Unavailable } },
            ],
            server => Assert.Equal((false, "in trouble"), (server.IsWell, server.Words)));
    }
}
