using Actors.WebRtc.Dtls;

namespace Actors.Benchmarks.Calls;

/// <summary>An OpenSSL handshake in one process without a network: the minimal setup.</summary>
internal sealed class BareHandshake : IDisposable
{
    private readonly DtlsContext _client = new(DtlsCertificate.Create(TimeProvider.System));
    private readonly DtlsContext _server = new(DtlsCertificate.Create(TimeProvider.System));

    /// <summary>Runs one handshake up to the SRTP keys.</summary>
    public void Shake()
    {
        var toServer = new Queue<byte[]>();
        var toClient = new Queue<byte[]>();
        using var client = new DtlsSession(
            _client, DtlsRole.Client, [_server.Certificate.Fingerprint], datagram => toServer.Enqueue(datagram.ToArray()));
        using var server = new DtlsSession(
            _server, DtlsRole.Server, [_client.Certificate.Fingerprint], datagram => toClient.Enqueue(datagram.ToArray()));
        client.Start();
        while (client.State == DtlsState.Handshaking || server.State is DtlsState.New or DtlsState.Handshaking)
        {
            Deliver(toServer, server);
            Deliver(toClient, client);
            if (toServer.Count + toClient.Count == 0)
            {
                // On a busy machine a flight may be so late that OpenSSL has sent it again and waits once more.
                client.HandleTimeout();
                server.HandleTimeout();
            }
        }

        using var keys = client.ExportKeys();
        using var others = server.ExportKeys();
    }

    public void Dispose()
    {
        _client.Dispose();
        _server.Dispose();
    }

    private static void Deliver(Queue<byte[]> datagrams, DtlsSession to)
    {
        while (datagrams.TryDequeue(out var datagram))
        {
            to.Receive(datagram);
        }
    }
}
