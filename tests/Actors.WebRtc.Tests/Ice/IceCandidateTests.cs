using System.Net;
using Actors.Testing;
using Actors.WebRtc.Ice;

namespace Actors.WebRtc.Tests.Ice;

public sealed class IceCandidateTests
{
    [Fact]
    public void One_of_Chromium_is_read()
    {
        Assert.True(IceCandidate.TryParse(
            "candidate:842163049 1 udp 1677729535 203.0.113.7 46154 typ srflx raddr 10.0.0.4 rport 46154 "
            + "generation 0 ufrag EEtu network-id 1 network-cost 10",
            out var candidate));
        Assert.Equal("842163049", candidate.Foundation);
        Assert.Equal(1, candidate.Component);
        Assert.Equal(CandidateTransport.Udp, candidate.Transport);
        Assert.Equal(1677729535u, candidate.Priority);
        Assert.Equal(IceSample.Address("203.0.113.7", 46154), candidate.Address);
        Assert.Equal(IceCandidateKind.ServerReflexive, candidate.Kind);
        Assert.Equal("10.0.0.4", candidate.RelatedHost);
        Assert.Equal((ushort)46154, candidate.RelatedPort);
        Assert.Equal("EEtu", candidate.Fragment);
    }

    [Fact]
    public void One_of_Firefox_with_a_name_in_place_of_an_address_is_read()
    {
        Assert.True(IceCandidate.TryParse(
            "a=candidate:0 1 UDP 2122252543 7fc4a6a8-6ca5-4f8a-9a4b-0f5f4d1d5d57.local 48063 typ host", out var candidate));
        Assert.Equal("7fc4a6a8-6ca5-4f8a-9a4b-0f5f4d1d5d57.local", candidate.Host);
        Assert.True(candidate.Address.IsEmpty);
    }

    [Fact]
    public void One_by_TCP_is_read()
    {
        Assert.True(IceCandidate.TryParse(
            "candidate:1 1 TCP 1518280447 2001:db8::5 9 typ host tcptype active", out var candidate));
        Assert.Equal(CandidateTransport.Tcp, candidate.Transport);
        Assert.Equal("active", candidate.TcpType);
        Assert.Equal(IceSample.Address("2001:db8::5", 9), candidate.Address);
    }

    [Theory]
    [InlineData("candidate:1 1 ssltcp 1518280447 192.0.2.1 443 typ host")]
    [InlineData("candidate:1 1 udp 1518280447 192.0.2.1 443 typ tunnel")]
    public void What_is_not_known_is_to_be_passed_over(string text) =>
        Assert.Equal(IceCandidateReading.Unsupported, IceCandidate.Read(text, out _));

    [Theory]
    [InlineData("")]
    [InlineData("candidate:")]
    [InlineData("1 1 udp 2130706431 192.0.2.1 5000 typ host")]
    [InlineData("candidate:1 1 udp 2130706431 192.0.2.1 5000 typ")]
    [InlineData("candidate:1 1 udp 2130706431 192.0.2.1 5000 host")]
    [InlineData("candidate:1 1 udp 2130706431 192.0.2.1 5000 typ host raddr")]
    [InlineData("candidate:1 1 udp 2130706431 192.0.2.1 5000 typ host rport x")]
    [InlineData("candidate:1 1 udp 2130706431 192.0.2.1 65536 typ host")]
    [InlineData("candidate:1 1 udp 2130706431 192.0.2.1 -1 typ host")]
    [InlineData("candidate:1 1 udp 2147483648 192.0.2.1 5000 typ host")]
    [InlineData("candidate:1 1 udp 0 192.0.2.1 5000 typ host")]
    [InlineData("candidate:1 0 udp 2130706431 192.0.2.1 5000 typ host")]
    [InlineData("candidate:1 257 udp 2130706431 192.0.2.1 5000 typ host")]
    [InlineData("candidate:1 1 udp +1 192.0.2.1 5000 typ host")]
    [InlineData("candidate:=1 1 udp 2130706431 192.0.2.1 5000 typ host")]
    [InlineData("candidate:123456789012345678901234567890123 1 udp 2130706431 192.0.2.1 5000 typ host")]
    [InlineData("candidate:1 1 udp 2130706431 192.0.2 5000 typ host")]
    [InlineData("candidate:1 1 udp 2130706431 192.0.2.010 5000 typ host")]
    [InlineData("candidate:1 1 udp 2130706431 3221225985 5000 typ host")]
    [InlineData("candidate:1 1 udp 2130706431 0x7f000001 5000 typ host")]
    [InlineData("candidate:1 1 udp 2130706431 192.0.2.256 5000 typ host")]
    [InlineData("candidate:1 1 udp 2130706431 fe80::1%eth0 5000 typ host")]
    [InlineData("candidate:1 1 udp 2130706431 2001:db8:::1 5000 typ host")]
    [InlineData("candidate:1 1 udp 2130706431 a/b 5000 typ host")]
    [InlineData("candidate:1  1 udp 2130706431 192.0.2.1 5000 typ host")]
    [InlineData("candidate:1 1 udp 2130706431 192.0.2.1 5000 typ host generation ")]
    public void It_is_no_candidate(string text) =>
        Assert.Equal(IceCandidateReading.Malformed, IceCandidate.Read(text, out _));

    [Fact]
    public void Too_much_is_not_read()
    {
        const string Text = "candidate:1 1 udp 2130706431 192.0.2.1 5000 typ host";
        Assert.False(IceCandidate.TryParse($"{Text} x {new string('a', IceCandidate.MaxLength)}", out _));
        Assert.True(IceCandidate.TryParse(Text + string.Concat(Enumerable.Repeat(" x y", 16)), out _));
        Assert.False(IceCandidate.TryParse(Text + string.Concat(Enumerable.Repeat(" x y", 17)), out _));
    }

    [Theory]
    [InlineData("candidate:1 1 udp 2130706431 192.0.2.1 5000 typ host")]
    [InlineData("candidate:a+/ 256 tcp 1 2001:db8::1 0 typ relay raddr 0.0.0.0 rport 0 tcptype passive ufrag abcd")]
    [InlineData("candidate:7 1 udp 5 some-name.example 5000 typ prflx")]
    [InlineData("candidate:7 1 udp 5 node1 5000 typ srflx")]
    public void It_is_written_as_it_was_read(string text)
    {
        Assert.True(IceCandidate.TryParse(text, out var candidate));
        Assert.Equal(text, candidate.Format());
    }

    [Theory]
    [InlineData("192.0.2.1", "candidate:1 1 udp 2130706431 192.0.2.1 5000 typ host")]
    [InlineData("2001:db8::1", "candidate:1 1 udp 2130706431 2001:db8::1 5000 typ host")]
    [InlineData("fe80::1%4", "candidate:1 1 udp 2130706431 fe80::1 5000 typ host")]
    public void An_address_of_our_own_is_a_host(string address, string text) =>
        Assert.Equal(text, IceCandidate.OfHost(new IPEndPoint(IPAddress.Parse(address), 5000)).Format());

    [Fact]
    public void Its_text_does_not_tell_where_it_is()
    {
        var candidate = IceCandidate.OfHost(new IPEndPoint(IPAddress.Parse("192.0.2.1"), 5000));
        Assert.DoesNotContain("192", candidate.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Reading_never_throws()
    {
        const string Text = "candidate:842163049 1 udp 1677729535 203.0.113.7 46154 typ srflx raddr 10.0.0.4 rport 46154";
        var random = new SeededRandom(8839);
        var read = 0;
        for (var times = 0; times < 20_000; times++)
        {
            var characters = Text.ToCharArray();
            for (var changes = random.Next(1, 4); changes > 0; changes--)
            {
                characters[random.Next(0, characters.Length)] = (char)random.Next(1, 300);
            }

            if (IceCandidate.TryParse(characters.AsSpan(random.Next(0, 2)), out var candidate))
            {
                read++;
                Assert.True(IceCandidate.TryParse(candidate.Format(), out var again));
                Assert.Equal(candidate, again);
            }
        }

        Assert.InRange(read, 1, 19_999);
    }
}
