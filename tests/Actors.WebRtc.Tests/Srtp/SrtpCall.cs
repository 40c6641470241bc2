using Actors.WebRtc.Srtp;

namespace Actors.WebRtc.Tests.Srtp;

/// <summary>Both sides of a call, which share keys.</summary>
internal sealed class SrtpCall : IDisposable
{
    public SrtpCall(SrtpProfile profile)
    {
        var keys = SrtpPackets.Keys(profile);
        using (keys.Client)
        using (keys.Server)
        {
            Client = new SrtpSession(keys.Client);
            Server = new SrtpSession(keys.Server);
        }
    }

    public SrtpSession Client { get; }

    public SrtpSession Server { get; }

    public void Dispose()
    {
        Client.Dispose();
        Server.Dispose();
    }
}
