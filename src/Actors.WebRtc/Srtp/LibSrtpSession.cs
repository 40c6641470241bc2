using Actors.WebRtc.Native;

namespace Actors.WebRtc.Srtp;

/// <summary>SRTP by <c>libsrtp2</c>.</summary>
public sealed class LibSrtpSession : ISrtpSession
{
    private readonly SrtpHandle _outbound;
    private readonly SrtpHandle _inbound;
    private readonly SrtpSources _sent = new();
    private readonly SrtpSources _received = new();

    /// <summary>A session with the keys, which it copies.</summary>
    /// <exception cref="InvalidOperationException">The library refuses.</exception>
    public LibSrtpSession(SrtpKeys keys)
    {
        _outbound = SrtpHandle.Open(keys.Profile, keys.Local, isInbound: false);
        _inbound = SrtpHandle.Open(keys.Profile, keys.Remote, isInbound: true);
    }

    /// <inheritdoc/>
    public SrtpResult ProtectRtp(Span<byte> buffer, ref int length)
    {
        SrtpRoom.Require(buffer, length);
        if (_sent.FindOfRtp(buffer[..length], out _, out var source) is not SrtpResult.Ok and var refused)
        {
            return refused;
        }

        return KeepIf(_sent, source, _outbound.ProtectRtp(buffer, ref length));
    }

    /// <inheritdoc/>
    public SrtpResult ProtectRtcp(Span<byte> buffer, ref int length)
    {
        SrtpRoom.Require(buffer, length);
        if (_sent.FindOfRtcp(buffer[..length], out _, out var source) is not SrtpResult.Ok and var refused)
        {
            return refused;
        }

        return KeepIf(_sent, source, _outbound.ProtectRtcp(buffer, ref length));
    }

    /// <inheritdoc/>
    public SrtpResult UnprotectRtp(Span<byte> packet, out int length)
    {
        length = 0;
        if (_received.FindOfRtp(packet, out _, out var source) is not SrtpResult.Ok and var refused)
        {
            return refused;
        }

        return KeepIf(_received, source, _inbound.UnprotectRtp(packet, out length));
    }

    /// <inheritdoc/>
    public SrtpResult UnprotectRtcp(Span<byte> packet, out int length)
    {
        length = 0;
        if (_received.FindOfRtcp(packet, out _, out var source) is not SrtpResult.Ok and var refused)
        {
            return refused;
        }

        return KeepIf(_received, source, _inbound.UnprotectRtcp(packet, out length));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _outbound.Dispose();
        _inbound.Dispose();
    }

    /// <summary>The library keeps state for each stream until the session ends; so the number is limited here.</summary>
    private static SrtpResult KeepIf(SrtpSources sources, SrtpSource source, SrtpResult result)
    {
        if (result == SrtpResult.Ok)
        {
            sources.Keep(source);
        }

        return result;
    }
}
