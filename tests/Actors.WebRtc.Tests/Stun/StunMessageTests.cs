using System.Net;
using System.Text;
using Actors.Testing;
using Actors.WebRtc.Stun;

namespace Actors.WebRtc.Tests.Stun;

public sealed class StunMessageTests
{
    private static readonly StunTransactionId Transaction = new(0xB7E7_A701_BC34_D686, 0xFA87_DFAE);

    [Fact]
    public void The_sample_request_is_read()
    {
        Assert.True(StunMessage.TryRead(Rfc5769.Request, out var message));
        Assert.Equal(StunClass.Request, message.Class);
        Assert.Equal(Transaction, message.Transaction);
        Assert.Equal("STUN test client", Encoding.UTF8.GetString(message.Software));
        Assert.Equal("evtj:h6vY", Encoding.UTF8.GetString(message.Username));
        Assert.True(message.TryGetPriority(out var priority));
        Assert.Equal(0x6E00_01FFu, priority);
        Assert.True(message.TryGetControlled(out var tieBreaker));
        Assert.Equal(0x932F_F9B1_5126_3B36, tieBreaker);
        Assert.False(message.TryGetControlling(out _));
        Assert.False(message.UsesCandidate);
        Assert.False(message.HasUnknown(default, out _));
        Assert.True(message.IsAuthentic(Rfc5769.Key));
    }

    [Theory]
    [InlineData(false, "192.0.2.1")]
    [InlineData(true, "2001:db8:1234:5678:11:2233:4455:6677")]
    public void The_sample_responses_are_read(bool isIPv6, string address)
    {
        var datagram = isIPv6 ? Rfc5769.IPv6Response : Rfc5769.IPv4Response;

        Assert.True(StunMessage.TryRead(datagram, out var message));
        Assert.Equal(StunClass.Success, message.Class);
        Assert.Equal("test vector", Encoding.UTF8.GetString(message.Software));
        Assert.True(message.TryGetMappedAddress(out var mapped));
        Assert.Equal(new IPEndPoint(IPAddress.Parse(address), 32853), mapped.ToEndPoint());
        Assert.True(message.IsAuthentic(Rfc5769.Key));
    }

    [Fact]
    public void Another_password_does_not_agree()
    {
        Assert.True(StunMessage.TryRead(Rfc5769.Request, out var message));
        Assert.False(message.IsAuthentic("VOkJxbRl1RmTxUk/WvJxBu"u8));
        Assert.False(message.IsAuthentic(default));
    }

    [Fact]
    public void Each_byte_that_was_signed_and_changes_is_noticed()
    {
        for (var at = 0; at < Rfc5769.Request.Length - 8; at++)
        {
            var datagram = Rfc5769.Request.ToArray();
            datagram[at] ^= 0x40;
            Assert.False(StunMessage.TryRead(datagram, out var message) && message.IsAuthentic(Rfc5769.Key), $"Byte {at}.");
        }
    }

    [Fact]
    public void No_part_of_a_message_is_a_message()
    {
        for (var length = 0; length < Rfc5769.Request.Length; length++)
        {
            Assert.False(StunMessage.TryRead(Rfc5769.Request.AsSpan(0, length), out _), $"{length} bytes.");
        }

        Assert.False(StunMessage.TryRead([.. Rfc5769.Request, 0, 0, 0, 0], out _));
    }

    [Theory]
    [InlineData("0001000021124342b7e7a701bc34d686fa87dfae", "another cookie")]
    [InlineData("000100042112a442b7e7a701bc34d686fa87dfae", "a length that is too long")]
    [InlineData("000100012112a442b7e7a701bc34d686fa87dfae00", "a length that is no multiple of four")]
    [InlineData("000300002112a442b7e7a701bc34d686fa87dfae", "another method")]
    [InlineData("008000002112a442b7e7a701bc34d686fa87dfae", "a method with a high bit")]
    [InlineData("400100002112a442b7e7a701bc34d686fa87dfae", "a first byte of something else")]
    [InlineData("000100042112a442b7e7a701bc34d686fa87dfae00060001", "an attribute that reaches out of the message")]
    [InlineData("000100042112a442b7e7a701bc34d686fa87dfae0006ffff", "an attribute that is much too long")]
    [InlineData("000100082112a442b7e7a701bc34d686fa87dfae0024000300000000", "a priority of three bytes")]
    [InlineData("000100082112a442b7e7a701bc34d686fa87dfae0025000100000000", "a flag with a value")]
    [InlineData("000100082112a442b7e7a701bc34d686fa87dfae8028000400000000", "a wrong fingerprint")]
    [InlineData("000100082112a442b7e7a701bc34d686fa87dfae0008000400000000", "an integrity of four bytes")]
    public void It_is_no_message(string datagram, string because) =>
        Assert.False(StunMessage.TryRead(Convert.FromHexString(datagram), out _), because);

    [Theory]
    [InlineData("000100002112a442b7e7a701bc34d686fa87dfae", StunClass.Request)]
    [InlineData("001100002112a442b7e7a701bc34d686fa87dfae", StunClass.Indication)]
    [InlineData("010100002112a442b7e7a701bc34d686fa87dfae", StunClass.Success)]
    [InlineData("011100002112a442b7e7a701bc34d686fa87dfae", StunClass.Error)]
    public void A_bare_message_is_unsigned(string datagram, StunClass expected)
    {
        Assert.True(StunMessage.TryRead(Convert.FromHexString(datagram), out var message));
        Assert.Equal(expected, message.Class);
        Assert.False(message.HasIntegrity);
        Assert.False(message.IsAuthentic(default));
        Assert.True(message.Username.IsEmpty);
    }

    [Fact]
    public void Unknown_attributes_that_must_be_understood_are_told()
    {
        var datagram = Convert.FromHexString(
            "0001001c2112a442b7e7a701bc34d686fa87dfae"
            + "7fff000080330004deadbeef00030004000000ff002500007ffe0000");

        Assert.True(StunMessage.TryRead(datagram, out var message));
        Span<ushort> types = stackalloc ushort[2];
        Assert.True(message.HasUnknown(types, out var count));
        Assert.Equal(2, count);
        Assert.Equal([0x7FFF, 0x0003], types.ToArray());
        Assert.True(message.UsesCandidate);
    }

    [Fact]
    public void What_stands_behind_the_integrity_does_not_count()
    {
        var buffer = new byte[StunWriter.Enough];
        var writer = new StunWriter(buffer, StunClass.Request, Transaction);
        writer.Username("a"u8, "b"u8);
        writer.Integrity(Rfc5769.Key);
        writer.UseCandidate();
        writer.Priority(1);

        Assert.True(StunMessage.TryRead(buffer.AsSpan(0, writer.Length), out var message));
        Assert.True(message.IsAuthentic(Rfc5769.Key));
        Assert.False(message.UsesCandidate);
        Assert.False(message.TryGetPriority(out _));
    }

    [Fact]
    public void Of_two_the_first_counts()
    {
        var buffer = new byte[StunWriter.Enough];
        var writer = new StunWriter(buffer, StunClass.Request, Transaction);
        writer.Priority(1);
        writer.Priority(2);

        Assert.True(StunMessage.TryRead(buffer.AsSpan(0, writer.Length), out var message));
        Assert.True(message.TryGetPriority(out var priority));
        Assert.Equal(1u, priority);
    }

    [Fact]
    public void Too_many_attributes_are_not_read()
    {
        var buffer = new byte[StunWriter.Enough];
        var writer = new StunWriter(buffer, StunClass.Request, Transaction);
        for (var count = 0; count < StunMessage.MaxAttributes; count++)
        {
            writer.UseCandidate();
        }

        Assert.True(StunMessage.TryRead(buffer.AsSpan(0, writer.Length), out _));
        writer.UseCandidate();
        Assert.False(StunMessage.TryRead(buffer.AsSpan(0, writer.Length), out _));
    }

    [Theory]
    [InlineData(20)]
    [InlineData(128)]
    [InlineData(255)]
    public void Other_protocols_of_the_port_do_not_look_like_it(byte first)
    {
        var datagram = Rfc5769.Request.ToArray();
        datagram[0] = first;
        Assert.False(StunMessage.LooksLike(datagram));
        Assert.True(StunMessage.LooksLike(Rfc5769.Request));
    }

    [Fact]
    public void Reading_and_checking_takes_no_memory()
    {
        var key = Rfc5769.Key;
        Assert.True(ReadAndCheck(key));
        Assert.Equal(0, Allocations.OfRound(() => _ = ReadAndCheck(key)));
    }

    private static bool ReadAndCheck(byte[] key) =>
        StunMessage.TryRead(Rfc5769.Request, out var message)
        && !message.HasUnknown(default, out _)
        && message.IsAuthentic(key);
}
