using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Actors.WebRtc.Sdp;

/// <summary>Writes a description line by line.</summary>
internal sealed class SdpWriter
{
    /// <summary>The discard port, which stands for a missing address (RFC 8829, section 5.2.1).</summary>
    private const int NoPort = 9;

    private readonly StringBuilder _text = new(1024);

    /// <summary>Writes the lines before the attributes of the session.</summary>
    public void Head(LocalTransport local)
    {
        Line("v=0");
        Line(string.Create(CultureInfo.InvariantCulture, $"o=- {local.SessionId} {local.Version} IN IP4 127.0.0.1"));
        Line("s=-");
        Line("t=0 0");
    }

    /// <summary>Writes the bundle group.</summary>
    public void Bundle(IReadOnlyCollection<string> mids)
    {
        if (mids.Count > 0)
        {
            Attribute("group", $"BUNDLE {string.Join(' ', mids)}");
        }
    }

    /// <summary>
    /// Writes a rejected medium (RFC 8829, section 5.3.1). Media line and mid suffice by the standard, but aiortc and
    /// GStreamer do not read a section without a transport, and Pion does not read formats without rtpmap.
    /// </summary>
    public void Rejected(LocalTransport local, MediaDescription media)
    {
        Line($"m={media.Kind} 0 {media.Protocol} {string.Join(' ', media.Formats.DefaultIfEmpty("0"))}");
        Line("c=IN IP4 0.0.0.0");
        Mid(media.Mid);
        Idle(media, media.Formats);
        Security(local, "passive");
    }

    /// <summary>Writes an inactive medium on the video's port, with its preferred format.</summary>
    public void Silent(LocalTransport local, MediaDescription media)
    {
        var format = media.Formats[0];
        Place(local, media.Kind, media.Protocol, format, media.Mid);
        Idle(media, [format]);
        if (media.MapOf(format) is { } map
            && media.Parameters.FirstOrDefault(about => about.PayloadType == map.PayloadType) is { } about)
        {
            Attribute("fmtp", $"{format} {about.Parameters}"); // Without its parameters, H264 is a different format.
        }

        Transport(local, "passive");
        Attribute("end-of-candidates");
    }

    /// <summary>Writes a VP8 video.</summary>
    public void Video(LocalTransport local, string protocol, string? mid, byte payloadType, VideoFeedback feedback)
    {
        Place(local, "video", protocol, payloadType.ToString(CultureInfo.InvariantCulture), mid);
        Attribute("rtcp-mux");
        Attribute("rtpmap", string.Create(CultureInfo.InvariantCulture, $"{payloadType} VP8/90000"));
        foreach (var kind in VideoFeedbackKinds.Texts(feedback))
        {
            Attribute("rtcp-fb", string.Create(CultureInfo.InvariantCulture, $"{payloadType} {kind}"));
        }
    }

    /// <summary>Writes credentials, fingerprint, setup role and candidates.</summary>
    public void Transport(LocalTransport local, string setup)
    {
        Security(local, setup);
        foreach (var candidate in local.Candidates())
        {
            Attribute(candidate.Format());
        }
    }

    /// <summary>Writes an attribute.</summary>
    public void Attribute(string name, string? value = null) => Line(value is null ? $"a={name}" : $"a={name}:{value}");

    /// <summary>The text so far.</summary>
    public override string ToString() => _text.ToString();

    /// <summary>Writes the media line, address and mid of an accepted medium.</summary>
    private void Place(LocalTransport local, string kind, string protocol, string format, string? mid)
    {
        var best = local.EndPoints.IsEmpty ? new IPEndPoint(IPAddress.Any, NoPort) : local.EndPoints[0];
        var family = best.AddressFamily == AddressFamily.InterNetworkV6 ? "IP6" : "IP4";
        Line(string.Create(CultureInfo.InvariantCulture, $"m={kind} {best.Port} {protocol} {format}"));
        Line($"c=IN {family} {new IPAddress(best.Address.GetAddressBytes())}");
        Mid(mid);
    }

    /// <summary>Writes the attributes of an inactive medium.</summary>
    private void Idle(MediaDescription media, ImmutableArray<string> formats)
    {
        if (media.IsRtp)
        {
            Attribute("rtcp-mux");
            foreach (var map in formats.Select(media.MapOf).OfType<RtpMap>())
            {
                Attribute("rtpmap", map.Format());
            }

            Attribute("inactive");
        }
        else if (media.Protocol.EndsWith("SCTP", StringComparison.OrdinalIgnoreCase))
        {
            Attribute("sctp-port", "5000"); // Unused, but werift does not read a data section without it.
        }
    }

    private void Security(LocalTransport local, string setup)
    {
        Attribute("ice-ufrag", local.Credentials.Fragment);
        Attribute("ice-pwd", local.Credentials.Password);
        Attribute("fingerprint", local.Fingerprint.ToString());
        Attribute("setup", setup);
    }

    private void Mid(string? mid)
    {
        if (mid is not null)
        {
            Attribute("mid", mid);
        }
    }

    private void Line(string line) => _text.Append(line).Append("\r\n");
}
