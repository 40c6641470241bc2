using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Actors.WebRtc.Srtp;

namespace Actors.WebRtc.Native;

/// <summary>One direction of a libsrtp2 session (<c>srtp_t</c>): all streams, RTP and RTCP.</summary>
internal sealed unsafe class SrtpHandle : SafeHandle
{
    private delegate int Operation(SrtpHandle session, byte* packet, int* length);

    public SrtpHandle()
        : base(0, ownsHandle: true)
    {
    }

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <summary>Creates a session with a copy of the key.</summary>
    /// <exception cref="InvalidOperationException">
    /// libsrtp2 fails, such as when it was built without AES-GCM.
    /// </exception>
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
    public SrtpResult ProtectRtp(Span<byte> buffer, ref int length) => Change(LibSrtp.srtp_protect, buffer, ref length);

    /// <summary>Encrypts and authenticates an RTCP packet in place.</summary>
    public SrtpResult ProtectRtcp(Span<byte> buffer, ref int length) => Change(LibSrtp.srtp_protect_rtcp, buffer, ref length);

    /// <summary>Authenticates and decrypts an RTP packet in place.</summary>
    public SrtpResult UnprotectRtp(Span<byte> received, out int length) => Open(LibSrtp.srtp_unprotect, received, out length);

    /// <summary>Authenticates and decrypts an RTCP packet in place.</summary>
    public SrtpResult UnprotectRtcp(Span<byte> received, out int length) =>
        Open(LibSrtp.srtp_unprotect_rtcp, received, out length);

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        NativeCounts.AddSrtp(-1);
        return LibSrtp.srtp_dealloc(handle) == LibSrtp.StatusOk;
    }

    /// <summary>Changes a packet in place, and on success its length.</summary>
    private SrtpResult Change(Operation operation, Span<byte> buffer, ref int length)
    {
        fixed (byte* packet = buffer)
        {
            var changed = length;
            var result = ResultOf(operation(this, packet, &changed));
            length = result == SrtpResult.Ok ? changed : length;
            return result;
        }
    }

    private SrtpResult Open(Operation operation, Span<byte> received, out int length)
    {
        var clear = received.Length;
        var result = Change(operation, received, ref clear);
        length = result == SrtpResult.Ok ? clear : 0;
        return result;
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
                throw new ArgumentOutOfRangeException(nameof(profile), profile, "Unknown SRTP profile.");
        }

        return policy;
    }

    private static SrtpResult ResultOf(int status) => status switch
    {
        LibSrtp.StatusOk => SrtpResult.Ok,
        LibSrtp.StatusReplayFail or LibSrtp.StatusReplayOld or LibSrtp.StatusIndexOld => SrtpResult.Replay,

        // AES-GCM reports a cipher failure if the tag is wrong.
        LibSrtp.StatusAuthFail or LibSrtp.StatusCipherFail or LibSrtp.StatusCannotCheck or LibSrtp.StatusIndexAdvanced =>
            SrtpResult.Auth,
        LibSrtp.StatusKeyExpired => SrtpResult.KeyExhausted,
        _ => SrtpResult.Malformed,
    };
}
