using Actors.WebRtc.Dtls;
using Actors.WebRtc.Native;
using Actors.WebRtc.Srtp;
using Actors.WebRtc.Tests.Dtls;
using Actors.WebRtc.Tests.Srtp;
using Actors.WebRtc.Vp8;

namespace Actors.WebRtc.Tests.Native;

/// <summary>Alone, since the counts are of the whole process.</summary>
[Collection(nameof(NativeCounts))]
public class NativeLeakTests
{
    private const int Times = 1000;

    [Fact]
    public void Sessions_of_dtls_leave_nothing_behind()
    {
        var before = NativeCounts.Dtls;
        for (var i = 0; i < Times; i++)
        {
            using var pair = new DtlsPair();
            Assert.Equal(before + 2, NativeCounts.Dtls);
            pair.Client.Start();
            for (var steps = i % 8; steps > 0; steps--)
            {
                pair.Deliver();
            }
        }

        Assert.Equal(before, NativeCounts.Dtls);
    }

    [Fact]
    public void A_context_may_go_before_its_sessions()
    {
        var context = new DtlsContext(DtlsCertificate.Create(TimeProvider.System));
        using var pair = new DtlsPair(clientContext: context);
        context.Dispose();

        pair.Run();

        Assert.Equal(DtlsState.Connected, pair.Client.State);
    }

    [Fact]
    public void Sessions_of_libsrtp_leave_nothing_behind()
    {
        var before = NativeCounts.Srtp;
        for (var i = 0; i < Times; i++)
        {
            using var call = new SrtpCall(SrtpProfile.AeadAes128Gcm);
            Assert.Equal(before + 4, NativeCounts.Srtp);
            call.Client.ProtectRtp(SrtpPackets.Rtp(1));
        }

        Assert.Equal(before, NativeCounts.Srtp);
    }

    [Fact]
    public void Decoders_leave_nothing_behind()
    {
        var before = NativeCounts.Decoders;
        for (var i = 0; i < Times; i++)
        {
            using var decoder = new Vp8Decoder();
            Assert.Equal(before + 1, NativeCounts.Decoders);
            decoder.Decode(VpxProbe.KeyFrame, out _);
        }

        Assert.Equal(before, NativeCounts.Decoders);
    }
}
