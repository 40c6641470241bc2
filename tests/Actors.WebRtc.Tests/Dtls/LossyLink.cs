using Actors.Testing;
using Actors.WebRtc.Dtls;

namespace Actors.WebRtc.Tests.Dtls;

/// <summary>
/// A network in memory that loses, repeats and reorders datagrams, as a seed says. It never loses more than
/// <see cref="MaxLostInARow"/> in a row of one direction, so that every handshake that retransmits well must succeed.
/// </summary>
internal sealed class LossyLink(SeededRandom random, int lossPercent, bool reorders)
{
    public const int MaxLostInARow = 4;

    private const int RepeatPercent = 10;

    private readonly List<(DtlsRole To, byte[] Datagram)> _underWay = [];
    private readonly int[] _lostInARow = new int[2];

    /// <summary>Every datagram that was sent, lost ones too.</summary>
    public List<byte[]> Sent { get; } = [];

    public DatagramSender SenderTo(DtlsRole to) => datagram => Send(to, datagram);

    /// <summary>The next datagram to arrive; false: nothing is under way.</summary>
    public bool TryTake(out DtlsRole to, out byte[] datagram)
    {
        (to, datagram) = (default, []);
        if (_underWay.Count == 0)
        {
            return false;
        }

        var at = reorders ? random.Next(0, Math.Min(3, _underWay.Count)) : 0;
        (to, datagram) = _underWay[at];
        _underWay.RemoveAt(at);
        return true;
    }

    private void Send(DtlsRole to, ReadOnlySpan<byte> datagram)
    {
        var copy = datagram.ToArray();
        Sent.Add(copy);
        if (random.Next(0, 100) < lossPercent && _lostInARow[(int)to] < MaxLostInARow)
        {
            _lostInARow[(int)to]++;
            return;
        }

        _lostInARow[(int)to] = 0;
        _underWay.Add((to, copy));
        if (reorders && random.Next(0, 100) < RepeatPercent)
        {
            _underWay.Add((to, copy));
        }
    }
}
