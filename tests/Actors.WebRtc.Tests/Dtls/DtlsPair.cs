using Actors.Testing;
using Actors.WebRtc.Dtls;
using Actors.WebRtc.Sdp;

namespace Actors.WebRtc.Tests.Dtls;

/// <summary>A client and a server on a link in memory.</summary>
internal sealed class DtlsPair : IDisposable
{
    // OpenSSL rounds what is left of a wait down to nothing below 15 ms: the first one is over within a millisecond.
    private static readonly DtlsTimeouts Short = new(TimeSpan.FromMilliseconds(16), TimeSpan.FromMilliseconds(40));

    private static readonly Lazy<DtlsContext> ClientContext = new(() => new(DtlsCertificate.Create(TimeProvider.System)));
    private static readonly Lazy<DtlsContext> ServerContext = new(() => new(DtlsCertificate.Create(TimeProvider.System)));

    public DtlsPair(
        LossyLink? link = null,
        DtlsContext? clientContext = null,
        DtlsContext? serverContext = null,
        CertificateFingerprint? clientExpects = null,
        params CertificateFingerprint[] serverExpects)
    {
        clientContext ??= ClientContext.Value;
        serverContext ??= ServerContext.Value;
        Link = link ?? new(new SeededRandom(1), lossPercent: 0, reorders: false);
        Client = new(
            clientContext,
            DtlsRole.Client,
            [clientExpects ?? serverContext.Certificate.Fingerprint],
            Link.SenderTo(DtlsRole.Server),
            Short);
        Server = new(
            serverContext,
            DtlsRole.Server,
            serverExpects is [] ? [clientContext.Certificate.Fingerprint] : [.. serverExpects],
            Link.SenderTo(DtlsRole.Client),
            Short);
    }

    public LossyLink Link { get; }

    public DtlsSession Client { get; }

    public DtlsSession Server { get; }

    /// <summary>Time-outs that came while the link was empty.</summary>
    public int Timeouts { get; private set; }

    /// <summary>Lets the handshake take its course until both sides are connected or over.</summary>
    public void Run()
    {
        Client.Start();
        while (!IsSettled(Client) || !IsSettled(Server))
        {
            if (!Step())
            {
                return;
            }
        }

        while (Deliver())
        {
        }
    }

    /// <summary>Delivers a datagram or, when none is under way, awaits a time-out; false: nothing will happen.</summary>
    public bool Step() => Deliver() || AwaitTimeout();

    /// <summary>Delivers one datagram; false: none is under way.</summary>
    public bool Deliver()
    {
        if (!Link.TryTake(out var to, out var datagram))
        {
            return false;
        }

        (to == DtlsRole.Client ? Client : Server).Receive(datagram);
        return true;
    }

    public void Dispose()
    {
        Client.Dispose();
        Server.Dispose();
    }

    private static bool IsSettled(DtlsSession session) =>
        session.State is DtlsState.Connected or DtlsState.Failed or DtlsState.Closed;

    /// <summary>Waits for the earlier time-out, by OpenSSL's clock. False if neither side has one.</summary>
    private bool AwaitTimeout()
    {
        while (Client.TimeLeft is not null || Server.TimeLeft is not null)
        {
            foreach (var session in (DtlsSession[])[Client, Server])
            {
                if (session.TimeLeft == TimeSpan.Zero)
                {
                    Timeouts++;
                    session.HandleTimeout();
                    return true;
                }
            }

            Thread.Yield();
        }

        return false;
    }
}
