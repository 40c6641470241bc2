using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Actors.WebRtc.Sdp;

/// <summary>Writes a description line by line.</summary>
internal sealed class SdpWriter
{
    /// <summary>The port when none is known yet: discard (RFC 8829, section 5.2.1).</summary>
    private const int NoPort = 9;

    private readonly StringBuilder _text = new(1024);

    /// <summary>The lines before the attributes of the session.</summary>
    public void Head(LocalTransport local)
    {
        Line("v=0");
        Line(string.Create(CultureInfo.InvariantCulture, $"o=- {local.SessionId} {local.Version} IN IP4 127.0.0.1"));
        Line("s=-");
        Line("t=0 0");
    }

    /// <summary>The media that share one port.</summary>
    public void Bundle(string? mid)
    {
        if (mid is not null)
        {
            Attribute("group", $"BUNDLE {mid}");
        }
    }

    /// <summary>A medium that is not wanted (RFC 8829, section 5.3.1): its line and its name stay.</summary>
    public void Rejected(MediaDescription media)
    {
        Line($"m={media.Kind} 0 {media.Protocol} {string.Join(' ', media.Formats)}");
        Line("c=IN IP4 0.0.0.0");
        Mid(media.Mid);
        if (media.IsRtp)
        {
            Attribute("inactive");
        }
        else if (media.Protocol.EndsWith("SCTP", StringComparison.OrdinalIgnoreCase))
        {
            Attribute("sctp-port", "5000"); // Nobody listens there, but werift reads no data section without it.
        }
    }

    /// <summary>A video in VP8.</summary>
    public void Video(LocalTransport local, string protocol, string? mid, byte payloadType, VideoFeedback feedback)
    {
        var best = local.EndPoints.IsEmpty ? new IPEndPoint(IPAddress.Any, NoPort) : local.EndPoints[0];
        var family = best.AddressFamily == AddressFamily.InterNetworkV6 ? "IP6" : "IP4";
        Line(string.Create(CultureInfo.InvariantCulture, $"m=video {best.Port} {protocol} {payloadType}"));
        Line($"c=IN {family} {new IPAddress(best.Address.GetAddressBytes())}");
        Mid(mid);
        Attribute("rtcp-mux");
        Attribute("rtpmap", string.Create(CultureInfo.InvariantCulture, $"{payloadType} VP8/90000"));
        foreach (var kind in VideoFeedbackKinds.Texts(feedback))
        {
            Attribute("rtcp-fb", string.Create(CultureInfo.InvariantCulture, $"{payloadType} {kind}"));
        }
    }

    /// <summary>How we are reached and which certificate we show.</summary>
    public void Transport(LocalTransport local, string setup)
    {
        Attribute("ice-ufrag", local.Credentials.Fragment);
        Attribute("ice-pwd", local.Credentials.Password);
        Attribute("fingerprint", local.Fingerprint.ToString());
        Attribute("setup", setup);
        foreach (var candidate in local.Candidates())
        {
            Attribute(candidate.Format());
        }
    }

    /// <summary>An attribute.</summary>
    public void Attribute(string name, string? value = null) => Line(value is null ? $"a={name}" : $"a={name}:{value}");

    /// <summary>The text so far.</summary>
    public override string ToString() => _text.ToString();

    private void Mid(string? mid)
    {
        if (mid is not null)
        {
            Attribute("mid", mid);
        }
    }

    private void Line(string line) => _text.Append(line).Append("\r\n");
}
