using Actors.WebRtc.Sessions;

namespace Actors.WebRtc.Tests.Sessions;

public sealed class CallEndpointOptionsTests
{
    private readonly CallEndpointOptions _options = new();

    public static TheoryData<string, Action<CallEndpointOptions>> Mistakes => new()
    {
        { "Media:Listen", options => options.Listen.Add("localhost") },
        { "Media:Announce", options => options.Listen.Add("0.0.0.0") },
        { "Media:Announce", options => options.Announce.Add("0.0.0.0") },
        { "Media:Announce", options => options.Announce.Add("2001:db8::1") },
        { "Media:Port", options => options.Port = 65_536 },
        { "Media:LastPort", options => options.LastPort = 4_000 },
        { "Media:LastPort", options => (options.Port, options.LastPort) = (4_001, 4_000) },
        { "Media:ReceiveThreads", options => options.ReceiveThreads = 0 },
        { "Media:MaxCalls", options => options.MaxCalls = 0 },
        { "Media:MaxPixels", options => options.MaxPixels = SessionLimits.Pixels + 1 },
        { "Media:MaxBitsPerSecond", options => options.MaxBitsPerSecond = 0 },
        { "Media:KeyFrameInterval", options => options.KeyFrameInterval = TimeSpan.Zero },
        { "Media:KeyFrameInterval", options => options.KeyFrameInterval = options.IdleTimeout },
        { "Media:SetupTimeout", options => options.SetupTimeout = options.TotalTimeout },
        { "Media:IdleTimeout", options => options.IdleTimeout = options.TotalTimeout },
    };

    [Fact]
    public void The_defaults_are_fine_and_listen_on_this_machine()
    {
        Assert.Empty(Problems());
        Assert.Equal("127.0.0.1", Assert.Single(_options.ListenAddresses).ToString());
    }

    [Fact]
    public void Behind_a_router_all_addresses_may_be_listened_on()
    {
        _options.Listen.Add("0.0.0.0");
        _options.Listen.Add("::");
        _options.Announce.Add("192.0.2.1");
        _options.Announce.Add("2001:db8::1");
        (_options.Port, _options.LastPort) = (40_000, 40_010);
        Assert.Empty(Problems());
    }

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_is_named(string setting, Action<CallEndpointOptions> change)
    {
        change(_options);
        Assert.Contains(setting, Assert.Single(Problems()), StringComparison.Ordinal);
    }

    private IEnumerable<string> Problems() =>
        new CallEndpointOptions.Validator().Validate(null, _options).Failures ?? [];
}
