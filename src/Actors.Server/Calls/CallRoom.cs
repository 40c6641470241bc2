using Actors.Grains.Calls;
using Actors.WebRtc.Sessions;
using Microsoft.Extensions.Options;

namespace Actors.Server.Calls;

/// <summary>
/// Calls ring only while there is room for those who answer: some of the places are kept for calls that already ring.
/// </summary>
internal sealed class CallRoom(ICallEndpoint endpoint, IOptions<CallEndpointOptions> options) : ICallRoom
{
    private const int PartForThoseRinging = 5;

    /// <inheritdoc/>
    public bool HasRoom => endpoint.Running < options.Value.MaxCalls - (options.Value.MaxCalls / PartForThoseRinging);
}
