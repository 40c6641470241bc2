using System.Net;
using System.Net.Sockets;
using Actors.Testing;
using Actors.WebRtc.Ice;
using Actors.WebRtc.Sdp;
using Actors.WebRtc.Sessions;
using Actors.WebRtc.Stun;

namespace Actors.WebRtc.Tests.Sessions;

/// <summary>Datagrams handed over by hand, from senders that need not exist.</summary>
public sealed class DatagramDemultiplexerTests : IAsyncDisposable
{
    private static readonly IPEndPoint Phone = new(IPAddress.Loopback, 40_001);
    private static readonly IPEndPoint OtherPhone = new(IPAddress.Loopback, 40_002);

    private readonly TestTimeProvider _time = new();
    private readonly CallPair _pair;

    public DatagramDemultiplexerTests() => _pair = new(time: _time);

    private DatagramSocket Receiver => _pair.Endpoint.Sockets[0];

    public ValueTask DisposeAsync() => _pair.DisposeAsync();

    [Fact]
    public void An_address_belongs_to_the_call_that_proved_it()
    {
        var call = _pair.Begin();
        Assert.Equal(DatagramDrop.None, Take(Check(call), Phone));

        Assert.True(_pair.Endpoint.Routes.TryFind(TransportAddress.From(Phone), out var route));
        Assert.Same(call.Session, route.Session);
        Assert.Equal(DatagramDrop.BeforeKeys, Take(Media(), Phone));
        Assert.Equal(DatagramDrop.UnknownAddress, Take(Media(), OtherPhone));
    }

    [Fact]
    public void A_check_with_another_password_proves_nothing()
    {
        var call = _pair.Begin();
        Assert.Equal(DatagramDrop.Unauthorized, Take(Check(call, password: "NotThePasswordOfThisCall"), Phone));
        Assert.Equal(0, _pair.Endpoint.Routes.Addresses);
    }

    /// <summary>The sender's address of a check can be forged by anybody who has a call himself.</summary>
    [Fact]
    public void An_address_from_which_a_call_speaks_cannot_be_taken_by_another()
    {
        var (victim, attacker) = (_pair.Begin(), _pair.Begin());
        Assert.Equal(DatagramDrop.None, Take(Check(victim), Phone));
        Assert.Equal(DatagramDrop.AddressTaken, Take(Check(attacker), Phone));

        Assert.True(_pair.Endpoint.Routes.TryFind(TransportAddress.From(Phone), out var route));
        Assert.Same(victim.Session, route.Session);
    }

    [Fact]
    public void An_address_of_a_call_that_fell_silent_can()
    {
        var (old, young) = (_pair.Begin(), _pair.Begin());
        Assert.Equal(DatagramDrop.None, Take(Check(old), Phone));
        _time.Advance(TimeSpan.FromMilliseconds(SessionLimits.AddressClaimMs));
        Assert.Equal(DatagramDrop.None, Take(Check(young), Phone));

        old.Session.Close();
        Assert.True(_pair.Endpoint.Routes.TryFind(TransportAddress.From(Phone), out var route));
        Assert.Same(young.Session, route.Session);
    }

    [Fact]
    public void Every_proved_address_is_known_until_it_falls_silent()
    {
        var call = _pair.Begin();
        Take(Check(call), Phone);
        Take(Check(call), OtherPhone);
        Assert.Equal(2, _pair.Endpoint.Routes.Addresses);

        for (var seconds = 0; seconds < 32; seconds += 4)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            Take(Check(call), OtherPhone);
        }

        Assert.Equal(2, _pair.Endpoint.Routes.Addresses);
        call.Session.Close();
        Assert.Equal(0, _pair.Endpoint.Routes.Addresses);
        Assert.Equal(DatagramDrop.NoSuchCall, Take(Check(call), Phone));
    }

    /// <summary>No address receives a datagram it did not ask for, not even an empty one.</summary>
    [Fact(Timeout = 60_000)]
    public async Task An_address_too_many_gets_no_answer()
    {
        var (full, other) = (_pair.Begin(), _pair.Begin());
        for (var port = 0; port < IceLiteAgent.MaxAddresses; port++)
        {
            Take(Check(full), new IPEndPoint(IPAddress.Loopback, 40_010 + port));
        }

        using var phone = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        phone.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        Assert.Equal(DatagramDrop.Unauthorized, Take(Check(full), (IPEndPoint)phone.LocalEndPoint!));
        Assert.Equal(DatagramDrop.None, Take(Check(other), (IPEndPoint)phone.LocalEndPoint!));

        var answer = new byte[StunWriter.Enough];
        var length = await phone.ReceiveAsync(answer, TestContext.Current.CancellationToken);
        Assert.True(StunMessage.TryRead(answer.AsSpan(0, length), out var message));
        Assert.Equal(StunClass.Success, message.Class);
    }

    [Fact]
    public void A_handshake_from_an_address_that_proved_nothing_is_not_begun()
    {
        var call = _pair.Begin();
        Take(Check(call), Phone);
        Assert.Equal(DatagramDrop.UnknownAddress, Take([22, 0xFE, 0xFD, .. new byte[50]], OtherPhone));
        Assert.Equal(SessionState.Waiting, call.Session.State);
        Assert.Equal(DatagramDrop.None, Take([22, 0xFE, 0xFD, .. new byte[50]], Phone));
        Assert.Equal(SessionState.Securing, call.Session.State);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(19)]
    [InlineData(64)]
    [InlineData(127)]
    [InlineData(192)]
    [InlineData(255)]
    public void Other_first_bytes_are_dropped(byte first)
    {
        var call = _pair.Begin();
        Take(Check(call), Phone);
        Assert.Equal(DatagramDrop.Unknown, Take([first, 1, 2, 3], Phone));
    }

    [Fact]
    public void Whatever_comes_nothing_fails()
    {
        var call = _pair.Begin();
        Take(Check(call), Phone);
        var random = new SeededRandom(11);
        byte[][] originals = [Check(call), Media(), [22, 0xFE, 0xFD, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 1, 2, 3, 4]];
        for (var count = 0; count < 6_000; count++)
        {
            var datagram = DatagramMutation.Mutate(originals[count % originals.Length], random);
            Assert.NotEqual(DatagramDrop.Fault, Take(datagram, count % 2 == 0 ? Phone : OtherPhone));
        }
    }

    private static byte[] Media() => [0x80, 96, .. new byte[60]];

    private static byte[] Check(SampleCall call, string? password = null)
    {
        var ours = SessionDescription.Parse(call.Session.Answer).Media.Single().Credentials!;
        var theirs = SessionDescription.Parse(call.Caller.Offer).Media.Single().Credentials!;
        Assert.True(IceCredentials.TryCreate(ours.Fragment, password ?? ours.Password, out var receiver));
        var buffer = new byte[StunWriter.Enough];
        var length = new IceRequest(theirs, receiver, 1).WriteControlling(new(1, 2), useCandidate: true, buffer);
        return buffer[..length];
    }

    /// <summary>Hands a datagram over and tells what became of it.</summary>
    private DatagramDrop Take(byte[] datagram, IPEndPoint from)
    {
        var reasons = Enum.GetValues<DatagramDrop>();
        var before = reasons.Select(Receiver.Counts.Of).ToList();
        _pair.Endpoint.Demultiplexer.Deliver(Receiver, datagram, from.Serialize());
        return Assert.Single(reasons, reason => Receiver.Counts.Of(reason) != before[(int)reason]);
    }
}
