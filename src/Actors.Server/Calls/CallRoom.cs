using Actors.Grains.Calls;
using Actors.WebRtc.Sessions;
using Microsoft.Extensions.Options;

namespace Actors.Server.Calls;

/// <summary>
/// Lets calls ring only while there is room for those who answer: a fifth of the places is kept for calls that ring already.
/// </summary>
internal sealed class CallRoom(ICallEndpoint endpoint, IOptions<CallEndpointOptions> options) : ICallRoom
{
    private const int PartForRinging = 5;

    /// <inheritdoc/>
    public bool HasRoom => endpoint.Running < options.Value.MaxCalls - (options.Value.MaxCalls / PartForRinging);
}
