using System.Net;
using Actors.Testing.Media;
using Actors.WebRtc.Caller;
using Actors.WebRtc.Caller.Video;

namespace Actors.EndToEnd.Tests.Interop;

/// <summary>A caller of ours.</summary>
internal sealed class OwnCaller : IAsyncDisposable
{
    private readonly VideoCallers _peers = new(TimeProvider.System);

    /// <summary>One with a film before its camera.</summary>
    public OwnCaller(string film)
    {
        Peer = _peers.Create(
            VideoClip.Read(File.ReadAllBytes(TestMedia.Ivf(film))), new() { LocalAddress = IPAddress.Loopback });
    }

    /// <summary>The caller.</summary>
    public VideoCaller Peer { get; }

    public ValueTask DisposeAsync() => _peers.DisposeAsync();
}
