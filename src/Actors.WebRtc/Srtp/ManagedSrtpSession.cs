namespace Actors.WebRtc.Srtp;

/// <summary>SRTP framing of our own on the ciphers of .NET (RFC 3711; RFC 7714).</summary>
public sealed class ManagedSrtpSession : ISrtpSession
{
    private readonly SrtpTransform _outbound;
    private readonly SrtpTransform _inbound;
    private readonly SrtpSources _sent = new();
    private readonly SrtpSources _received = new();

    /// <summary>A session with the keys, which it copies.</summary>
    public ManagedSrtpSession(SrtpKeys keys)
        : this(SrtpTransform.Create(keys.Profile, keys.Local), SrtpTransform.Create(keys.Profile, keys.Remote))
    {
    }

    /// <summary>A session with transforms, which it owns: test vectors name session keys.</summary>
    internal ManagedSrtpSession(SrtpTransform outbound, SrtpTransform inbound)
    {
        _outbound = outbound;
        _inbound = inbound;
    }

    /// <inheritdoc/>
    public SrtpResult ProtectRtp(Span<byte> buffer, ref int length)
    {
        SrtpRoom.Require(buffer, length);
        if (_sent.FindOfRtp(buffer[..length], out var header, out var source) is not SrtpResult.Ok and var refused)
        {
            return refused;
        }

        if (source.IndexRtp(header.SequenceNumber, out var index) is not SrtpResult.Ok and var old)
        {
            return old;
        }

        _outbound.ProtectRtp(buffer, length, header, index);
        source.Rtp.Accept(index);
        _sent.Keep(source);
        length += _outbound.TagLength;
        return SrtpResult.Ok;
    }

    /// <inheritdoc/>
    public SrtpResult ProtectRtcp(Span<byte> buffer, ref int length)
    {
        SrtpRoom.Require(buffer, length);
        if (_sent.FindOfRtcp(buffer[..length], out var header, out var source) is not SrtpResult.Ok and var refused)
        {
            return refused;
        }

        // RFC 3711, section 3.4: the first packet has index 0, each later one the next.
        var index = source.Rtcp.Highest is { } last ? last + 1 : 0;
        if (index > SrtpSource.LastRtcpIndex)
        {
            return SrtpResult.KeyExhausted;
        }

        _outbound.ProtectRtcp(buffer, length, header, SrtpTransform.IndexWordOf((uint)index));
        source.Rtcp.Accept(index);
        _sent.Keep(source);
        length += _outbound.RtcpTrailerLength;
        return SrtpResult.Ok;
    }

    /// <inheritdoc/>
    public SrtpResult UnprotectRtp(Span<byte> packet, out int length)
    {
        length = 0;
        var clear = packet.Length - _inbound.TagLength;
        if (clear <= 0)
        {
            return SrtpResult.Malformed;
        }

        if (_received.FindOfRtp(packet[..clear], out var header, out var source) is not SrtpResult.Ok and var refused)
        {
            return refused;
        }

        if (source.IndexRtp(header.SequenceNumber, out var index) is not SrtpResult.Ok and var old)
        {
            return old;
        }

        if (!_inbound.UnprotectRtp(packet, header, index))
        {
            return SrtpResult.Auth;
        }

        source.Rtp.Accept(index);
        _received.Keep(source);
        length = clear;
        return SrtpResult.Ok;
    }

    /// <inheritdoc/>
    public SrtpResult UnprotectRtcp(Span<byte> packet, out int length)
    {
        length = 0;
        var clear = packet.Length - _inbound.RtcpTrailerLength;
        if (clear <= 0)
        {
            return SrtpResult.Malformed;
        }

        if (_received.FindOfRtcp(packet[..clear], out var header, out var source) is not SrtpResult.Ok and var refused)
        {
            return refused;
        }

        var indexWord = _inbound.ReadIndexWord(packet);
        var index = SrtpTransform.IndexOf(indexWord);
        if (!source.Rtcp.IsNew(index))
        {
            return SrtpResult.Replay;
        }

        if (!_inbound.UnprotectRtcp(packet, header, indexWord))
        {
            return SrtpResult.Auth;
        }

        source.Rtcp.Accept(index);
        _received.Keep(source);
        length = clear;
        return SrtpResult.Ok;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _outbound.Dispose();
        _inbound.Dispose();
    }
}
