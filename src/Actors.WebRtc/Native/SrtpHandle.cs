using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Actors.WebRtc.Srtp;

namespace Actors.WebRtc.Native;

/// <summary>One direction of a session of libsrtp2 (<c>srtp_t</c>): any stream, RTP and RTCP.</summary>
internal sealed unsafe class SrtpHandle : SafeHandle
{
    public SrtpHandle()
        : base(0, ownsHandle: true)
    {
    }

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <summary>A session, which copies the key.</summary>
    /// <exception cref="InvalidOperationException">The library refuses, such as when built without AES-GCM.</exception>
    public static SrtpHandle Open(SrtpProfile profile, SrtpMasterKey master, bool isInbound)
    {
        LibSrtp.Require();
        Span<byte> key = stackalloc byte[master.Key.Length + master.Salt.Length];
        master.Key.CopyTo(key);
        master.Salt.CopyTo(key[master.Key.Length..]);
        var session = new SrtpHandle();
        int status;
        fixed (byte* start = key)
        {
            var policy = PolicyOf(profile, isInbound);
            policy.Key = start;
            nint created = 0;
            status = LibSrtp.srtp_create(&created, &policy);
            session.SetHandle(created);
        }

        CryptographicOperations.ZeroMemory(key);
        if (status != LibSrtp.StatusOk || session.IsInvalid)
        {
            throw new InvalidOperationException($"libsrtp2: srtp_create for {profile} failed with {status}.");
        }

        NativeCounts.AddSrtp(1);
        return session;
    }

    /// <summary>Encrypts and authenticates an RTP packet in place.</summary>
    public SrtpResult ProtectRtp(Span<byte> buffer, ref int length)
    {
        fixed (byte* packet = buffer)
        {
            var changed = length;
            var result = ResultOf(LibSrtp.srtp_protect(this, packet, &changed));
            length = result == SrtpResult.Ok ? changed : length;
            return result;
        }
    }

    /// <summary>Encrypts and authenticates an RTCP packet in place.</summary>
    public SrtpResult ProtectRtcp(Span<byte> buffer, ref int length)
    {
        fixed (byte* packet = buffer)
        {
            var changed = length;
            var result = ResultOf(LibSrtp.srtp_protect_rtcp(this, packet, &changed));
            length = result == SrtpResult.Ok ? changed : length;
            return result;
        }
    }

    /// <summary>Checks and decrypts an RTP packet in place.</summary>
    public SrtpResult UnprotectRtp(Span<byte> received, out int length)
    {
        fixed (byte* packet = received)
        {
            var changed = received.Length;
            var result = ResultOf(LibSrtp.srtp_unprotect(this, packet, &changed));
            length = result == SrtpResult.Ok ? changed : 0;
            return result;
        }
    }

    /// <summary>Checks and decrypts an RTCP packet in place.</summary>
    public SrtpResult UnprotectRtcp(Span<byte> received, out int length)
    {
        fixed (byte* packet = received)
        {
            var changed = received.Length;
            var result = ResultOf(LibSrtp.srtp_unprotect_rtcp(this, packet, &changed));
            length = result == SrtpResult.Ok ? changed : 0;
            return result;
        }
    }

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        NativeCounts.AddSrtp(-1);
        return LibSrtp.srtp_dealloc(handle) == LibSrtp.StatusOk;
    }

    private static LibSrtp.SrtpPolicy PolicyOf(SrtpProfile profile, bool isInbound)
    {
        var policy = new LibSrtp.SrtpPolicy
        {
            SsrcType = isInbound ? LibSrtp.SsrcAnyInbound : LibSrtp.SsrcAnyOutbound,
            WindowSize = SrtpSession.ReplayWindow,
        };
        switch (profile)
        {
            case SrtpProfile.AeadAes128Gcm:
                LibSrtp.srtp_crypto_policy_set_aes_gcm_128_16_auth(&policy.Rtp);
                LibSrtp.srtp_crypto_policy_set_aes_gcm_128_16_auth(&policy.Rtcp);
                break;
            case SrtpProfile.Aes128CmHmacSha1Tag80:
                LibSrtp.srtp_crypto_policy_set_rtp_default(&policy.Rtp);
                LibSrtp.srtp_crypto_policy_set_rtp_default(&policy.Rtcp);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(profile), profile, "There is no such profile.");
        }

        return policy;
    }

    private static SrtpResult ResultOf(int status) => status switch
    {
        LibSrtp.StatusOk => SrtpResult.Ok,
        LibSrtp.StatusReplayFail or LibSrtp.StatusReplayOld or LibSrtp.StatusIndexOld => SrtpResult.Replay,

        // AES-GCM says "cipher" where the tag is wrong.
        LibSrtp.StatusAuthFail or LibSrtp.StatusCipherFail or LibSrtp.StatusCannotCheck or LibSrtp.StatusIndexAdvanced =>
            SrtpResult.Auth,
        LibSrtp.StatusKeyExpired => SrtpResult.KeyExhausted,
        _ => SrtpResult.Malformed,
    };
}
