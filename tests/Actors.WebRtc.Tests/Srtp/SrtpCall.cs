using Actors.WebRtc.Srtp;

namespace Actors.WebRtc.Tests.Srtp;

/// <summary>Both sides of a call that share keys.</summary>
internal sealed class SrtpCall : IDisposable
{
    public SrtpCall(SrtpImplementation implementation, SrtpProfile profile)
        : this(implementation, implementation, profile)
    {
    }

    public SrtpCall(SrtpImplementation client, SrtpImplementation server, SrtpProfile profile)
    {
        var keys = SrtpPackets.Keys(profile);
        using (keys.Client)
        using (keys.Server)
        {
            Client = SrtpSession.Create(keys.Client, client);
            Server = SrtpSession.Create(keys.Server, server);
        }
    }

    public ISrtpSession Client { get; }

    public ISrtpSession Server { get; }

    public void Dispose()
    {
        Client.Dispose();
        Server.Dispose();
    }
}
