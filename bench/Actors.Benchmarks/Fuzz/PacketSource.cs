using Actors.Benchmarks.Calls;
using Actors.WebRtc.Caller.Video;

namespace Actors.Benchmarks.Fuzz;

/// <summary>The film of a call as an endless series of packets.</summary>
internal sealed class PacketSource
{
    /// <summary>The SSRC.</summary>
    public const uint Ssrc = 7;

    private const byte PayloadType = 96;
    private const uint TicksPerFrame = 4_500;

    private readonly VideoClip _clip = VideoClip.Read(File.ReadAllBytes(CallFilm.Find()));
    private readonly Vp8Packetizer _packetizer = new(PayloadType, Ssrc, 1);
    private readonly Queue<byte[]> _packets = [];
    private uint _timestamp;
    private int _frame;

    /// <summary>The next packet.</summary>
    /// <param name="most">The longest packet in bytes; a longer one is cut.</param>
    public byte[] Next(int most = int.MaxValue)
    {
        if (_packets.Count == 0)
        {
            _timestamp = unchecked(_timestamp + TicksPerFrame);
            _packetizer.Split(_clip.Frame(_frame).Span, _timestamp, (packet, _) => _packets.Enqueue(packet.ToArray()));
            _frame = _clip.Next(_frame);
        }

        var next = _packets.Dequeue();
        return next.Length > most ? next[..most] : next;
    }
}
