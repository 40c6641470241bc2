using System.Net;
using Actors.Testing.Media;
using Actors.WebRtc.Caller;
using Actors.WebRtc.Caller.Video;
using Actors.WebRtc.Sessions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Actors.WebRtc.Tests.Sessions;

/// <summary>An endpoint and callers in one process, on the loopback of the machine.</summary>
internal sealed class CallPair : IAsyncDisposable
{
    public CallPair(
        Action<CallEndpointOptions>? configure = null,
        TimeProvider? time = null,
        TimeProvider? peerTime = null,
        ILogger<CallEndpoint>? log = null)
    {
        configure?.Invoke(Options);
        Endpoint = new CallEndpoint(Options, time ?? TimeProvider.System, log ?? NullLogger<CallEndpoint>.Instance);
        Peers = new VideoCallers(peerTime ?? time ?? TimeProvider.System, Options.Srtp);
    }

    public CallEndpointOptions Options { get; } = new();

    public CallEndpoint Endpoint { get; }

    public VideoCallers Peers { get; }

    /// <summary>A call whose answer is still to be given to the caller.</summary>
    public SampleCall Begin(VideoClip? clip = null, CallerOptions? options = null, Func<string, string>? changeOffer = null)
    {
        var peer = Peers.Create(clip ?? SampleClip.Standard, options);
        var sink = new CollectingSink();
        var leg = Endpoint.Answer(changeOffer?.Invoke(peer.Offer) ?? peer.Offer, sink);
        return new SampleCall(peer, leg, sink);
    }

    /// <summary>A call that is connected on both sides.</summary>
    public async Task<SampleCall> ConnectAsync(VideoClip? clip = null, CallerOptions? options = null)
    {
        var call = Begin(clip, options);
        await call.ConnectAsync();
        return call;
    }

    /// <summary>The same for IPv6.</summary>
    public static void OnIPv6(CallEndpointOptions options) => options.Listen.Add(IPAddress.IPv6Loopback.ToString());

    public async ValueTask DisposeAsync()
    {
        await Peers.DisposeAsync();
        await Endpoint.DisposeAsync();
    }
}
