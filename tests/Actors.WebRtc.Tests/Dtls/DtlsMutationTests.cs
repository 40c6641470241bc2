using Actors.Testing;
using Actors.WebRtc.Dtls;

namespace Actors.WebRtc.Tests.Dtls;

/// <summary>Handshakes whose datagrams are changed on the way.</summary>
public class DtlsMutationTests
{
    private const int Handshakes = 300;

    [Fact]
    public void Nothing_throws_and_no_pair_ends_with_keys_that_differ()
    {
        var connected = 0;
        for (ulong seed = 1; seed <= Handshakes; seed++)
        {
            var random = new SeededRandom(seed);
            using var pair = new DtlsPair();
            pair.Client.Start();
            while (pair.Link.TryTake(out var to, out var datagram))
            {
                (to == DtlsRole.Client ? pair.Client : pair.Server).Receive(Mutate(random, datagram));
            }

            if (pair.Client.State == DtlsState.Connected && pair.Server.State == DtlsState.Connected)
            {
                connected++;
                using var client = pair.Client.ExportKeys();
                using var server = pair.Server.ExportKeys();
                Assert.Equal(client.Local.Key, server.Remote.Key);
            }
        }

        // Some must get through, or nothing later than the first flight was tried.
        Assert.InRange(connected, 1, Handshakes - 1);
    }

    private static byte[] Mutate(SeededRandom random, byte[] datagram)
    {
        if (random.Next(0, 5) > 0)
        {
            return datagram;
        }

        switch (random.Next(0, 3))
        {
            case 0:
                return datagram[..random.Next(0, datagram.Length)];
            case 1:
                return [.. datagram, .. datagram];
            default:
                for (var i = random.Next(1, 4); i > 0; i--)
                {
                    datagram[random.Next(0, datagram.Length)] = (byte)random.Next(0, 256);
                }

                return datagram;
        }
    }
}
