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
        { "Media:FloodBitsPerSecond", options => options.FloodBitsPerSecond = 2_399_999 },
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

    /// <summary>With these the server would start and no phone would connect.</summary>
    [Theory]
    [InlineData("fe80::1", "link-local")]
    [InlineData("fe80::1%2", "link-local")]
    [InlineData("febf::9", "link-local")]
    [InlineData("fec0::1", "site-local")]
    [InlineData("::ffff:192.0.2.1", "write 192.0.2.1.")]
    [InlineData("::ffff:c000:201", "write 192.0.2.1.")]
    [InlineData("::192.0.2.1", "old form")]
    [InlineData("224.0.0.1", "multicast")]
    [InlineData("239.255.255.250", "multicast")]
    [InlineData("ff02::1", "multicast")]
    [InlineData("255.255.255.255", "broadcast")]
    [InlineData("240.0.0.1", "reserved")]
    [InlineData("0.1.2.3", "0.0.0.0/8")]
    [InlineData("169.254.10.1", "link-local")]
    [InlineData("2130706433", "127.0.0.1")]
    [InlineData("0x7f000001", "127.0.0.1")]
    [InlineData("127.1", "127.0.0.1")]
    [InlineData("192.0.2.010", "192.0.2.8")]
    [InlineData("[2001:db8::1]", "2001:db8::1")]
    [InlineData("2001:db8::1%3", "2001:db8::1")]
    [InlineData("192.0.2.1:40000", "not one")]
    [InlineData("192.0.2.0/24", "not one")]
    [InlineData("example.org", "not one")]
    [InlineData(" ", "not one")]
    [InlineData("", "not one")]
    public void An_address_that_cannot_be_reached_is_named_with_the_fix(string address, string fix)
    {
        _options.Listen.Add(address);
        _options.Announce.Add("192.0.2.1");
        Assert.Matches($"^Media:Listen.*{fix.Replace(".", "\\.", StringComparison.Ordinal)}", Assert.Single(Problems()));

        _options.Listen[0] = "0.0.0.0";
        _options.Listen.Add("::");
        _options.Announce[0] = address;
        Assert.Matches($"^Media:Announce.*{fix.Replace(".", "\\.", StringComparison.Ordinal)}", Assert.Single(Problems()));
    }

    [Theory]
    [InlineData("0.0.0.0", "0.0.0.0", "all of them")]
    [InlineData("::", "::", "all of them")]
    [InlineData("127.0.0.1", "203.0.113.7", "listen on 0.0.0.0")]
    [InlineData("127.0.0.2", "10.0.0.1", "listen on 0.0.0.0")]
    [InlineData("::1", "2001:db8::1", "listen on ::")]
    [InlineData("0.0.0.0", "127.0.0.1", "listen on 127.0.0.1 only")]
    [InlineData("192.0.2.1", "127.0.0.1", "listen on 127.0.0.1 only")]
    [InlineData("::", "::1", "listen on ::1 only")]
    [InlineData("0.0.0.0", "2001:db8::1", "add :: to Media:Listen")]
    public void So_are_addresses_that_contradict_each_other(string listen, string announce, string fix)
    {
        _options.Listen.Add(listen);
        _options.Announce.Add(announce);
        var problem = Assert.Single(Problems());
        Assert.StartsWith("Media:Announce", problem, StringComparison.Ordinal);
        Assert.Contains(fix, problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("127.0.0.1", "127.0.0.1")]
    [InlineData("127.0.0.1", "127.0.0.2")]
    [InlineData("::1", "::1")]
    [InlineData("0.0.0.0", "192.168.1.7")]
    [InlineData("10.0.0.7", "203.0.113.7")]
    [InlineData("::", "2001:DB8:0:0::7")]
    [InlineData("fd00::7", "fd00::7")]
    public void Addresses_that_fit_are_taken(string listen, string announce)
    {
        _options.Listen.Add(listen);
        _options.Announce.Add(announce);
        Assert.Empty(Problems());
    }

    [Fact]
    public void An_address_is_listed_once()
    {
        _options.Listen.Add("2001:db8::1");
        _options.Listen.Add("2001:DB8:0::1");
        Assert.Contains("Media:Listen has 2001:db8::1 twice", Assert.Single(Problems()), StringComparison.Ordinal);
    }

    private IEnumerable<string> Problems() =>
        new CallEndpointOptions.Validator().Validate(null, _options).Failures ?? [];
}
