using System.Net;
using Actors.Testing.Media;
using Actors.WebRtc.Calls;

namespace Actors.EndToEnd.Tests.Interop;

/// <summary>A caller of ours.</summary>
internal sealed class OwnCaller : IAsyncDisposable
{
    private readonly CallPeers _peers = new(TimeProvider.System);

    /// <summary>One with a film before its camera.</summary>
    public OwnCaller(string film)
    {
        Peer = _peers.Create(
            VideoClip.Read(File.ReadAllBytes(TestMedia.Ivf(film))), new() { LocalAddress = IPAddress.Loopback });
    }

    /// <summary>The caller.</summary>
    public CallPeer Peer { get; }

    public ValueTask DisposeAsync() => _peers.DisposeAsync();
}
