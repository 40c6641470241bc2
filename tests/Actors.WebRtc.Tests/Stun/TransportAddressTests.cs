using System.Net;
using System.Net.Sockets;
using Actors.WebRtc.Stun;

namespace Actors.WebRtc.Tests.Stun;

public sealed class TransportAddressTests
{
    [Theory]
    [InlineData("192.0.2.1", 5000)]
    [InlineData("2001:db8::1", 65535)]
    [InlineData("fe80::1%3", 9)]
    public void It_goes_through_a_socket_address(string address, int port)
    {
        var endPoint = new IPEndPoint(IPAddress.Parse(address), port);
        var expected = TransportAddress.From(endPoint);

        Assert.True(TransportAddress.TryRead(endPoint.Serialize(), out var read));
        Assert.Equal(expected, read);
        Assert.Equal(endPoint, read.ToEndPoint());

        var written = new SocketAddress(endPoint.AddressFamily);
        Assert.True(read.TryWriteTo(written));
        Assert.Equal(endPoint, new IPEndPoint(IPAddress.Any, 0).Create(written));
    }

    [Fact]
    public void IPv4_through_a_socket_for_both_is_IPv4()
    {
        var mapped = new IPEndPoint(IPAddress.Parse("192.0.2.1").MapToIPv6(), 5000);
        var plain = TransportAddress.From(new IPEndPoint(IPAddress.Parse("192.0.2.1"), 5000));

        Assert.Equal(plain, TransportAddress.From(mapped));
        Assert.True(TransportAddress.TryRead(mapped.Serialize(), out var read));
        Assert.Equal(plain, read);

        var written = new SocketAddress(AddressFamily.InterNetworkV6);
        Assert.True(plain.TryWriteTo(written));
        Assert.Equal(mapped, new IPEndPoint(IPAddress.IPv6Any, 0).Create(written));
    }

    [Fact]
    public void IPv6_does_not_fit_into_a_socket_address_for_IPv4()
    {
        var address = TransportAddress.From(new IPEndPoint(IPAddress.IPv6Loopback, 1));
        Assert.False(address.TryWriteTo(new SocketAddress(AddressFamily.InterNetwork)));
    }

    [Fact]
    public void Addresses_differ_by_port_and_scope()
    {
        Assert.NotEqual(Of("192.0.2.1", 1), Of("192.0.2.1", 2));
        Assert.NotEqual(Of("fe80::1%1", 1), Of("fe80::1%2", 1));
        Assert.NotEqual(Of("0.0.0.1", 1), Of("::1", 1));
        Assert.Equal(Of("192.0.2.1", 1), Of("192.0.2.1", 1));
    }

    [Fact]
    public void The_empty_one_is_no_address()
    {
        Assert.True(default(TransportAddress).IsEmpty);
        Assert.False(default(TransportAddress).TryWriteTo(new SocketAddress(AddressFamily.InterNetworkV6)));
        Assert.Throws<InvalidOperationException>(() => default(TransportAddress).ToEndPoint());
    }

    [Fact]
    public void Its_text_does_not_tell_where_it_is() => Assert.Equal("IPv4 address", Of("192.0.2.1", 7).ToString());

    private static TransportAddress Of(string address, int port) =>
        TransportAddress.From(new IPEndPoint(IPAddress.Parse(address), port));
}
