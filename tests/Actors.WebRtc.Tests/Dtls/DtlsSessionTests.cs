using Actors.Testing;
using Actors.WebRtc.Dtls;
using Actors.WebRtc.Sdp;
using Actors.WebRtc.Srtp;

namespace Actors.WebRtc.Tests.Dtls;

public class DtlsSessionTests
{
    private static readonly DtlsCertificate Certificate = DtlsCertificate.Create(TimeProvider.System);

    [Fact]
    public void Both_sides_end_with_the_same_keys()
    {
        using var pair = new DtlsPair();
        pair.Run();

        Assert.Equal((DtlsState.Connected, DtlsState.Connected), (pair.Client.State, pair.Server.State));
        AssertSameKeys(pair, SrtpProfile.AeadAes128Gcm);
        Assert.Null(pair.Client.TimeLeft);
        Assert.Null(pair.Server.TimeLeft);
    }

    [Fact]
    public void Two_handshakes_give_different_keys()
    {
        using var first = new DtlsPair();
        using var second = new DtlsPair();
        first.Run();
        second.Run();

        using var keys = first.Client.ExportKeys();
        using var others = second.Client.ExportKeys();
        Assert.False(keys.Local.Key.SequenceEqual(others.Local.Key));
        Assert.False(keys.Local.Key.SequenceEqual(keys.Remote.Key));
    }

    [Fact]
    public void The_keys_serve_media()
    {
        using var pair = new DtlsPair();
        pair.Run();
        using var clientKeys = pair.Client.ExportKeys();
        using var serverKeys = pair.Server.ExportKeys();
        using var client = new SrtpSession(clientKeys);
        using var server = new SrtpSession(serverKeys);

        var packet = new byte[120];
        packet[0] = 0x80;
        var length = 100;
        Assert.Equal(SrtpResult.Ok, client.ProtectRtp(packet, ref length));
        Assert.Equal(SrtpResult.Ok, server.UnprotectRtp(packet.AsSpan(0, length), out _));
    }

    [Fact]
    public void Without_gcm_on_one_side_it_is_counter_mode()
    {
        using var context = new DtlsContext(Certificate, "SRTP_AES128_CM_SHA1_80");
        using var pair = new DtlsPair(clientContext: context);
        pair.Run();

        AssertSameKeys(pair, SrtpProfile.Aes128CmHmacSha1Tag80);
    }

    [Fact]
    public void Without_a_profile_that_both_can_there_is_no_call()
    {
        using var client = new DtlsContext(Certificate, "SRTP_AES128_CM_SHA1_80");
        using var server = new DtlsContext(Certificate, "SRTP_AEAD_AES_128_GCM");
        using var pair = new DtlsPair(clientContext: client, serverContext: server);
        pair.Run();

        Assert.Equal(DtlsFailure.NoSrtpProfile, pair.Server.Failure);
        Assert.NotEqual(DtlsState.Connected, pair.Client.State);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(0, true)]
    [InlineData(10, true)]
    [InlineData(20, true)]
    [InlineData(30, true)]
    public void It_gets_through_a_network_that_loses_repeats_and_reorders(int lossPercent, bool reorders)
    {
        var timeouts = 0;
        for (ulong seed = 1; seed <= 20; seed++)
        {
            using var pair = new DtlsPair(new(new SeededRandom(seed), lossPercent, reorders));
            pair.Run();

            Assert.Equal(
                (seed, DtlsState.Connected, DtlsState.Connected), (seed, pair.Client.State, pair.Server.State));
            AssertSameKeys(pair, SrtpProfile.AeadAes128Gcm);
            Assert.All(pair.Link.Sent, datagram => Assert.InRange(datagram.Length, 14, DtlsSession.Mtu));
            timeouts += pair.Timeouts;
        }

        Assert.True(lossPercent == 0 || timeouts > 0, "Nothing was lost.");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    public void A_certificate_that_fits_into_no_datagram_comes_in_pieces(int lossPercent)
    {
        var units = string.Join(", ", Enumerable.Range(0, 60).Select(i => $"OU=A unit with a number and a long name {i}"));
        using var context = new DtlsContext(DtlsCertificate.Create(TimeProvider.System, units));
        Assert.InRange(context.Certificate.Certificate.Length, 2 * DtlsSession.Mtu, 8 * DtlsSession.Mtu);
        for (ulong seed = 1; seed <= 10; seed++)
        {
            using var pair = new DtlsPair(new(new SeededRandom(seed), lossPercent, reorders: lossPercent > 0), context, context);
            pair.Run();

            Assert.Equal((seed, DtlsState.Connected, DtlsState.Connected), (seed, pair.Client.State, pair.Server.State));
            Assert.All(pair.Link.Sent, datagram => Assert.InRange(datagram.Length, 14, DtlsSession.Mtu));
        }
    }

    [Fact]
    public void The_last_flight_of_the_server_is_repeated_when_it_was_lost()
    {
        using var pair = new DtlsPair();
        pair.Client.Start();
        while (pair.Server.State != DtlsState.Connected)
        {
            Assert.True(pair.Step());
        }

        // Lost: what the server sent last.
        while (pair.Link.TryTake(out _, out _))
        {
        }

        Assert.Equal(DtlsState.Handshaking, pair.Client.State);
        pair.Run();

        Assert.Equal(DtlsState.Connected, pair.Client.State);
        Assert.True(pair.Timeouts > 0);
    }

    [Fact]
    public void A_server_that_expects_another_peer_refuses()
    {
        using var pair = new DtlsPair(serverExpects: [Certificate.Fingerprint]);
        pair.Run();

        Assert.Equal((DtlsState.Failed, DtlsFailure.Fingerprint), (pair.Server.State, pair.Server.Failure));
        Assert.Throws<InvalidOperationException>(pair.Server.ExportKeys);
        Assert.Equal(DtlsState.Closed, pair.Client.State);
    }

    /// <summary>RFC 8122, section 5: phones with several certificates name them all and show one.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    public void Any_of_the_certificates_that_were_named_may_be_shown(int place)
    {
        using var context = new DtlsContext(Certificate);
        var named = Enumerable.Range(0, 8).Select(number => CertificateFingerprint.Of([(byte)number])).ToArray();
        named[place] = Certificate.Fingerprint;
        using var pair = new DtlsPair(clientContext: context, serverExpects: named);
        pair.Run();

        Assert.Equal((DtlsState.Connected, DtlsState.Connected), (pair.Client.State, pair.Server.State));
        AssertSameKeys(pair, SrtpProfile.AeadAes128Gcm);
    }

    [Fact]
    public void None_of_the_certificates_that_were_named_is_shown()
    {
        using var pair = new DtlsPair(serverExpects: [Certificate.Fingerprint, CertificateFingerprint.Of([1])]);
        pair.Run();

        Assert.Equal((DtlsState.Failed, DtlsFailure.Fingerprint), (pair.Server.State, pair.Server.Failure));
    }

    [Fact]
    public void A_client_that_expects_another_peer_refuses()
    {
        using var pair = new DtlsPair(clientExpects: Certificate.Fingerprint);
        pair.Run();

        Assert.Equal((DtlsState.Failed, DtlsFailure.Fingerprint), (pair.Client.State, pair.Client.Failure));
        Assert.Throws<InvalidOperationException>(pair.Client.ExportKeys);
    }

    [Fact]
    public void What_is_no_dtls_is_ignored()
    {
        using var pair = new DtlsPair();
        var random = new SeededRandom(3);
        pair.Client.Start();
        do
        {
            foreach (var session in (DtlsSession[])[pair.Client, pair.Server])
            {
                var ignored = session.Ignored;
                var garbage = new byte[random.Next(0, 100)];
                garbage.AsSpan().Fill((byte)random.Next(0, 256));
                session.Receive(garbage);
                Assert.Equal(ignored + 1, session.Ignored);
            }
        }
        while (pair.Deliver());
        pair.Run();

        Assert.Equal((DtlsState.Connected, DtlsState.Connected), (pair.Client.State, pair.Server.State));
    }

    [Fact]
    public void One_that_closes_tells_the_other()
    {
        using var pair = new DtlsPair();
        pair.Run();

        pair.Client.Close();
        Assert.True(pair.Deliver());

        Assert.Equal((DtlsState.Closed, DtlsState.Closed), (pair.Client.State, pair.Server.State));
        Assert.Equal(DtlsFailure.None, pair.Server.Failure);
    }

    [Fact]
    public void A_client_without_an_answer_gives_up()
    {
        using var session = new DtlsSession(
            new(Certificate),
            DtlsRole.Client,
            [Certificate.Fingerprint],
            static _ => { },
            new DtlsTimeouts(TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(20)));
        session.Start();
        var timeouts = 0;
        while (session.TimeLeft is { } left)
        {
            if (left == TimeSpan.Zero)
            {
                session.HandleTimeout();
                timeouts++;
            }
        }

        Assert.Equal((DtlsState.Failed, DtlsFailure.Timeout), (session.State, session.Failure));
        Assert.InRange(timeouts, 1, 13);
    }

    [Fact]
    public void After_disposal_nothing_happens_any_more()
    {
        var sent = 0;
        var session = new DtlsSession(
            new(Certificate), DtlsRole.Client, [Certificate.Fingerprint], _ => sent++);
        session.Dispose();

        session.Start();
        session.Receive([22, 0xFE, 0xFD, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0]);
        session.HandleTimeout();
        session.Close();

        Assert.Equal((DtlsState.Closed, 0), (session.State, sent));
        Assert.Null(session.TimeLeft);
    }

    private static void AssertSameKeys(DtlsPair pair, SrtpProfile profile)
    {
        Assert.Equal((profile, profile), (pair.Client.Profile!.Value, pair.Server.Profile!.Value));
        using var client = pair.Client.ExportKeys();
        using var server = pair.Server.ExportKeys();
        Assert.Equal(client.Local.Key, server.Remote.Key);
        Assert.Equal(client.Local.Salt, server.Remote.Salt);
        Assert.Equal(client.Remote.Key, server.Local.Key);
        Assert.Equal(client.Remote.Salt, server.Local.Salt);
    }
}
