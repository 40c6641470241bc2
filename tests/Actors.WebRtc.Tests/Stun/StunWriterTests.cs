using System.Net;
using System.Text;
using Actors.WebRtc.Stun;

namespace Actors.WebRtc.Tests.Stun;

public sealed class StunWriterTests
{
    private static readonly StunTransactionId Transaction = new(0x0102_0304_0506_0708, 0x090A_0B0C);

    [Fact]
    public void A_request_is_read_as_it_was_written()
    {
        var buffer = new byte[StunWriter.Enough];
        var writer = new StunWriter(buffer, StunClass.Request, Transaction);
        writer.Username("them"u8, "us"u8);
        writer.Software("actors"u8);
        writer.Priority(0x6E7F_FFFF);
        writer.Controlling(42);
        writer.UseCandidate();
        writer.Integrity("key"u8);
        writer.Fingerprint();

        Assert.True(StunMessage.TryRead(buffer.AsSpan(0, writer.Length), out var message));
        Assert.Equal(StunClass.Request, message.Class);
        Assert.Equal(Transaction, message.Transaction);
        Assert.Equal("them:us", Encoding.ASCII.GetString(message.Username));
        Assert.Equal("actors", Encoding.ASCII.GetString(message.Software));
        Assert.True(message.TryGetPriority(out var priority));
        Assert.Equal(0x6E7F_FFFFu, priority);
        Assert.True(message.TryGetControlling(out var tieBreaker));
        Assert.Equal(42u, tieBreaker);
        Assert.True(message.UsesCandidate);
        Assert.True(message.IsAuthentic("key"u8));
    }

    [Fact]
    public void An_error_is_read_as_it_was_written()
    {
        var buffer = new byte[StunWriter.Enough];
        var writer = new StunWriter(buffer, StunClass.Error, Transaction);
        writer.Error(StunError.UnknownAttribute);
        writer.UnknownAttributes([0x7FFF, 0x0003, 0x0004]);
        writer.Fingerprint();

        Assert.True(StunMessage.TryRead(buffer.AsSpan(0, writer.Length), out var message));
        Assert.Equal(StunClass.Error, message.Class);
        Assert.True(message.TryGetError(out var error));
        Assert.Equal(StunError.UnknownAttribute, error);
        Span<ushort> types = stackalloc ushort[4];
        Assert.Equal(3, message.GetRefused(types));
        Assert.Equal([0x7FFF, 0x0003, 0x0004], types[..3].ToArray());
    }

    [Theory]
    [InlineData("192.0.2.1", 32853)]
    [InlineData("2001:db8:1234:5678:11:2233:4455:6677", 32853)]
    [InlineData("255.255.255.255", 65535)]
    [InlineData("::1", 1)]
    public void An_address_is_read_as_it_was_written(string address, int port)
    {
        var expected = TransportAddress.From(new IPEndPoint(IPAddress.Parse(address), port));
        var buffer = new byte[StunWriter.Enough];
        var writer = new StunWriter(buffer, StunClass.Success, Transaction);
        writer.MappedAddress(expected);

        Assert.True(StunMessage.TryRead(buffer.AsSpan(0, writer.Length), out var message));
        Assert.True(message.TryGetMappedAddress(out var mapped));
        Assert.Equal(expected, mapped);
    }

    [Fact]
    public void What_the_sample_response_says_gives_its_own_bytes()
    {
        // The sample fills its software name up with a blank, which is also how it can be written here.
        Assert.True(StunMessage.TryRead(Rfc5769.IPv6Response, out var sample));
        Assert.True(sample.TryGetMappedAddress(out var mapped));
        var buffer = new byte[StunWriter.Enough];
        var writer = new StunWriter(buffer, StunClass.Success, sample.Transaction);
        writer.Software("test vector "u8);
        buffer[23] = 11;
        writer.MappedAddress(mapped);
        writer.Integrity(Rfc5769.Key);
        writer.Fingerprint();

        Assert.Equal(Rfc5769.IPv6Response, buffer[..writer.Length]);
    }

    [Fact]
    public void What_does_not_fit_is_not_written()
    {
        for (var size = 0; size < 100; size++)
        {
            var buffer = new byte[size];
            var writer = new StunWriter(buffer, StunClass.Request, Transaction);
            writer.Username("receiver"u8, "sender"u8);
            writer.Integrity("key"u8);
            writer.Fingerprint();

            Assert.Equal(size >= 72 ? 72 : 0, writer.Length);
        }
    }
}
