using Actors.Testing;
using Actors.WebRtc.Sessions;
using Actors.WebRtc.Dtls;
using Microsoft.Extensions.Logging.Abstractions;

namespace Actors.Benchmarks.Fuzz;

/// <summary>An endpoint with one waiting and one connected call. A new call replaces each that ends.</summary>
internal sealed class FuzzPhones : IAsyncDisposable
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(1);

    private readonly TestTimeProvider _time = new();
    private readonly CallEndpoint _endpoint;
    private readonly DtlsContext _context = new(DtlsCertificate.Create(TimeProvider.System));
    private FuzzPhone? _waiting;
    private FuzzPhone? _connected;
    private bool _isConnectedsTurn;

    public FuzzPhones() => _endpoint = new(new() { ProbesCandidates = false }, _time, NullLogger<CallEndpoint>.Instance);

    /// <summary>The packets of a film.</summary>
    public PacketSource Packets { get; } = new();

    private DatagramSocket Receiver => _endpoint.Sockets[0];

    /// <summary>Selects the phone whose turn it is.</summary>
    public FuzzPhone Turn(bool isConnected)
    {
        ref var phone = ref isConnected ? ref _connected : ref _waiting;
        if (phone is null or { End: not null })
        {
            phone?.Dispose();
            phone = new(_endpoint, _context);
            if (isConnected)
            {
                phone.Connect();
            }
        }

        _isConnectedsTurn = isConnected;
        return phone;
    }

    /// <summary>Delivers a datagram as if the selected phone had sent it.</summary>
    public bool Take(byte[] input)
    {
        var phone = _isConnectedsTurn ? _connected! : _waiting!;
        var taken = Receiver.Counts.Of(DatagramDrop.None);
        _time.Advance(Between);
        _endpoint.Demultiplexer.Deliver(Receiver, input, phone.Address);
        return Receiver.Counts.Of(DatagramDrop.Fault) > 0 ? throw new FuzzFindingException("The endpoint counted a fault.")
            : phone.End is SessionEnd.Failed ? throw new FuzzFindingException("The call ended by an unexpected exception.")
            : Receiver.Counts.Of(DatagramDrop.None) > taken;
    }

    public async ValueTask DisposeAsync()
    {
        _waiting?.Dispose();
        _connected?.Dispose();
        await _endpoint.DisposeAsync();
        _context.Dispose();
    }
}
