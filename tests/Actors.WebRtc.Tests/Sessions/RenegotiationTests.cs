using System.Net;
using System.Net.Sockets;
using Actors.Testing;
using Actors.WebRtc.Ice;
using Actors.WebRtc.Sdp;
using Actors.WebRtc.Sessions;
using Actors.WebRtc.Stun;

namespace Actors.WebRtc.Tests.Sessions;

/// <summary>A phone sends a new offer in the middle of a call, because its network has changed.</summary>
public sealed class RenegotiationTests : IAsyncDisposable
{
    private const string NewName = "newn";
    private const string NewPassword = "anewpasswordofthephone00";

    private readonly CallPair _pair = new(options => options.ProbesCandidates = false);

    public ValueTask DisposeAsync() => _pair.DisposeAsync();

    [Fact(Timeout = 60_000)]
    public async Task Pictures_go_on_and_reports_go_the_new_way()
    {
        var call = await _pair.ConnectAsync();
        await call.Sink.NextFrameAsync();
        var first = SessionDescription.Parse(call.Session.Answer);

        var text = call.Session.Renegotiate(Renamed(call.Caller.Offer));

        var second = SessionDescription.Parse(Assert.IsType<string>(text));
        Assert.Equal(text, call.Session.Answer);
        Assert.Equal(first.SessionId, second.SessionId);
        Assert.Contains($"o=- {first.SessionId} 2 IN", text, StringComparison.Ordinal);
        Assert.NotEqual(Names(first).Fragment, Names(second).Fragment);
        Assert.NotEqual(Names(first).Password, Names(second).Password);
        await call.Sink.NextFrameAsync(); // By the old way, as long as there is no other.

        using var elsewhere = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        elsewhere.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        Assert.True(IceCredentials.TryCreate(NewName, NewPassword, out var phone));
        var server = new IPEndPoint(IPAddress.Loopback, _pair.Endpoint.Port);
        await elsewhere.SendToAsync(Check(phone, Names(second)), server, TestContext.Current.CancellationToken);

        // The answer to the check, a check of ours that proves the way, and then what is said of the pictures.
        var datagram = new byte[1500];
        do
        {
            var length = await elsewhere.ReceiveAsync(datagram, TestContext.Current.CancellationToken);
            if (StunMessage.TryRead(datagram.AsSpan(0, length), out var message) && message.Class == StunClass.Request)
            {
                elsewhere.SendTo(Answer(message, phone, (IPEndPoint)elsewhere.LocalEndPoint!), server);
            }
        }
        while (datagram[0] < 128);

        await call.Sink.NextFrameAsync();
        Assert.Equal((SessionState.Connected, 1), (call.Session.State, call.Session.Statistics.PathChanges));
    }

    [Fact(Timeout = 60_000)]
    public async Task The_same_names_stay_the_same()
    {
        var call = await _pair.ConnectAsync();
        var before = Names(SessionDescription.Parse(call.Session.Answer));

        var after = SessionDescription.Parse(Assert.IsType<string>(call.Session.Renegotiate(call.Caller.Offer)));

        Assert.Equal(before.Fragment, Names(after).Fragment);
        await call.Sink.NextFrameAsync();
    }

    [Theory(Timeout = 60_000)]
    [InlineData("session")]
    [InlineData("certificate")]
    [InlineData("codec")]
    public async Task Another_session_needs_a_call_of_its_own(string other)
    {
        var call = await _pair.ConnectAsync();
        var offer = other switch
        {
            "session" => call.Caller.Offer.Replace("o=- ", "o=- 1", StringComparison.Ordinal),
            "certificate" => _pair.Begin().Caller.Offer,
            _ => call.Caller.Offer.Replace("96", "97", StringComparison.Ordinal),
        };

        Assert.Null(call.Session.Renegotiate(offer));
        await call.Sink.NextFrameAsync();
        call.Session.Close();
        Assert.Null(call.Session.Renegotiate(call.Caller.Offer));
        Assert.Throws<SdpException>(() => call.Session.Renegotiate("v=0"));
    }

    [Fact]
    public async Task Addresses_of_all_networks_are_forgotten_at_the_end()
    {
        var time = new TestTimeProvider();
        await using var pair = new CallPair(time: time);
        var call = pair.Begin();
        var receiver = pair.Endpoint.Sockets[0];
        foreach (var port in new[] { 40_001, 40_002, 40_003 })
        {
            var theirs = Names(SessionDescription.Parse(call.Caller.Offer));
            var offer = call.Caller.Offer.Replace(theirs.Fragment, $"name{port}", StringComparison.Ordinal);
            var answer = SessionDescription.Parse(Assert.IsType<string>(call.Session.Renegotiate(offer)));
            Assert.True(IceCredentials.TryCreate($"name{port}", theirs.Password, out var phone));
            var from = new IPEndPoint(IPAddress.Loopback, port).Serialize();
            pair.Endpoint.Demultiplexer.Deliver(receiver, Check(phone, Names(answer)), from);
        }

        Assert.Equal(2, pair.Endpoint.Routes.Addresses); // The last network, and the one before it.
        Assert.Single(pair.Endpoint.Routes.Sessions);
        call.Session.Close();
        Assert.Equal(0, pair.Endpoint.Routes.Addresses);
        Assert.Empty(pair.Endpoint.Routes.Sessions);
    }

    private static IceCredentials Names(SessionDescription description) => description.Media.Single().Credentials!;

    private static string Renamed(string offer)
    {
        var names = Names(SessionDescription.Parse(offer));
        return offer.Replace(names.Fragment, NewName, StringComparison.Ordinal)
            .Replace(names.Password, NewPassword, StringComparison.Ordinal);
    }

    private static byte[] Answer(in StunMessage check, IceCredentials phone, IPEndPoint from)
    {
        var buffer = new byte[StunWriter.Enough];
        return buffer[..IceAnswering.Accept(check, phone, TransportAddress.From(from), buffer)];
    }

    private static byte[] Check(IceCredentials phone, IceCredentials server)
    {
        var buffer = new byte[StunWriter.Enough];
        var length = new IceRequest(phone, server, 1).WriteControlling(new(1, 2), useCandidate: true, buffer);
        return buffer[..length];
    }
}
