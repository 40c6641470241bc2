using Actors.Server.Edge;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Actors.Server.Tests.Edge;

public sealed class ConnectionLimitsTests
{
    private const long Large = 1L << 40;

    [Theory]
    [InlineData(1_024, Large, 512, 128)]
    [InlineData(4_096, Large, 3_584, 256)]
    [InlineData(1_048_576, 2L << 30, 16_384, 256)]
    public void The_machine_says_how_many_there_may_be(long descriptors, long memory, int max, int perAddress)
    {
        var limits = ConnectionLimits.Read(Settings(), descriptors, memory);
        Assert.Equal((max, perAddress), (limits.Max, limits.MaxPerAddress));
    }

    [Theory]
    [InlineData(1_024, "at least 1512", "Connections:Max", "1000")]
    [InlineData(512, "at least 576")]
    [InlineData(1_024, "Connections:Max must be", "Connections:Max", "-1")]
    [InlineData(1_024, "Connections:MaxPerAddress must be", "Connections:MaxPerAddress", "-1")]
    [InlineData(1_024, "Connections:StreamsPerAddress must be", "Connections:StreamsPerAddress", "0")]
    [InlineData(1_024, "ReservedDescriptors must be 64 or more", "Connections:ReservedDescriptors", "10")]
    [InlineData(1_024, "IdleTimeout must be", "Connections:IdleTimeout", "00:00:00")]
    [InlineData(1_024, "HeadersTimeout must be", "Connections:HeadersTimeout", "-00:00:01")]
    [InlineData(1_024, "\"proxy\"", "Connections:TrustedProxies:0", "proxy")]
    [InlineData(1_024, "\"10.0.0.0/33\"", "Connections:TrustedProxies:0", "10.0.0.0/33")]
    public void A_wrong_limit_is_named_with_the_fix(long descriptors, string expected, params string[] settings)
    {
        var problem = Assert.Throws<OptionsValidationException>(
            () => ConnectionLimits.Read(Settings([.. settings.Chunk(2).Select(pair => (pair[0], pair[1]))]), descriptors, Large));
        Assert.Contains(expected, Assert.Single(problem.Failures), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1_024, "Max open files            1024                 524288               files")]
    [InlineData(int.MaxValue, "Max open files            unlimited            unlimited            files")]
    [InlineData(int.MaxValue, "Max locked memory         1024                 1024                 bytes")]
    public void The_limit_of_descriptors_is_read(long expected, string row) =>
        Assert.Equal(expected, DescriptorLimit.Parse(["Limit  Soft Limit  Hard Limit  Units", row]));

    private static IConfiguration Settings(params (string Name, string Value)[] settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value)))
        .Build();
}
