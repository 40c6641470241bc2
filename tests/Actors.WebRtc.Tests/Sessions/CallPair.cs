using System.Diagnostics.Metrics;
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
        TimeProvider? callerTime = null,
        ILogger<CallEndpoint>? log = null,
        IMeterFactory? meters = null)
    {
        configure?.Invoke(Options);
        Endpoint = new CallEndpoint(Options, time ?? TimeProvider.System, log ?? NullLogger<CallEndpoint>.Instance, meters);
        Callers = new VideoCallers(callerTime ?? time ?? TimeProvider.System);
    }

    public CallEndpointOptions Options { get; } = new();

    public CallEndpoint Endpoint { get; }

    public VideoCallers Callers { get; }

    /// <summary>A call whose answer is still to be given to the caller.</summary>
    public SampleCall Begin(VideoClip? clip = null, CallerOptions? options = null, Func<string, string>? changeOffer = null)
    {
        var caller = Callers.Create(clip ?? SampleClip.Standard, options);
        var sink = new CollectingSink();
        var session = Endpoint.Answer(changeOffer?.Invoke(caller.Offer) ?? caller.Offer, sink);
        return new SampleCall(caller, session, sink);
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
        await Callers.DisposeAsync();
        await Endpoint.DisposeAsync();
    }
}
