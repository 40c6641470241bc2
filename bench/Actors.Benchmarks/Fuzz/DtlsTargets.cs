using Actors.Testing;
using Actors.Testing.Hostile;
using Actors.WebRtc.Dtls;

namespace Actors.Benchmarks.Fuzz;

/// <summary>DTLS records, and handshakes with changed datagrams.</summary>
internal static class DtlsTargets
{
    private static readonly byte[] Flight =
    [
        22, 0xFE, 0xFD, 0, 0, 0, 0, 0, 0, 0, 1, 0, 5, 1, 2, 3, 4, 5,
        20, 0xFE, 0xFD, 0, 0, 0, 0, 0, 0, 0, 2, 0, 1, 1,
        22, 0xFE, 0xFD, 0, 1, 0, 0, 0, 0, 0, 0, 0, 3, 7, 8, 9,
    ];

    /// <summary>Splits records.</summary>
    public static FuzzTarget Records() => new("dtls records", 150_000, random => DatagramMutation.Mutate(Flight, random), Split);

    /// <summary>Handshakes one after another; one datagram in ten is changed, and one in twenty comes twice.</summary>
    public static FuzzTarget Handshake()
    {
        var link = new Link();
        return new("dtls handshake", 12_000, link.Draw, link.Take) { Holds = [link] };
    }

    private static bool Split(byte[] input)
    {
        ReadOnlySpan<byte> rest = input;
        while (DtlsRecords.LengthOfNextDatagram(rest, DtlsSession.Mtu) is > 0 and var length)
        {
            rest = rest[length..];
        }

        return DtlsRecords.AreWhole(input) && rest.IsEmpty;
    }

    /// <summary>The two sides of the current handshake.</summary>
    private sealed class Link : IDisposable
    {
        private readonly DtlsContext _client = new(DtlsCertificate.Create(TimeProvider.System));
        private readonly DtlsContext _server = new(DtlsCertificate.Create(TimeProvider.System));
        private readonly Queue<(DtlsRole To, byte[] Datagram)> _underWay = [];
        private DtlsSession? _caller;
        private DtlsSession? _answerer;
        private DtlsRole _to;

        public byte[] Draw(SeededRandom random)
        {
            if (_underWay.Count == 0)
            {
                Begin();
            }

            (_to, var datagram) = random.Next(0, 20) == 0 ? _underWay.Peek() : _underWay.Dequeue();
            return random.Next(0, 10) == 0 ? DatagramMutation.Mutate(datagram, random) : datagram;
        }

        /// <summary>A datagram passes if it completes a handshake.</summary>
        public bool Take(byte[] input)
        {
            var session = _to == DtlsRole.Client ? _caller! : _answerer!;
            var before = session.State;
            var after = session.Receive(input);
            if (after != DtlsState.Connected || before == DtlsState.Connected)
            {
                return false;
            }

            using var keys = session.ExportKeys();
            return true;
        }

        public void Dispose()
        {
            _caller?.Dispose();
            _answerer?.Dispose();
            _client.Dispose();
            _server.Dispose();
        }

        private void Begin()
        {
            _caller?.Dispose();
            _answerer?.Dispose();
            _caller = new(_client, DtlsRole.Client, [_server.Certificate.Fingerprint], To(DtlsRole.Server));
            _answerer = new(_server, DtlsRole.Server, [_client.Certificate.Fingerprint], To(DtlsRole.Client));
            _caller.Start();
        }

        private DatagramSender To(DtlsRole role) => datagram => _underWay.Enqueue((role, datagram.ToArray()));
    }
}
