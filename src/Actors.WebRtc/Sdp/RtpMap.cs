using System.Globalization;

namespace Actors.WebRtc.Sdp;

/// <summary>How a payload type is to be understood (RFC 8866, section 6.6).</summary>
/// <param name="PayloadType">The payload type.</param>
/// <param name="Encoding">The name of the format, in whatever case.</param>
/// <param name="ClockRate">Ticks a second.</param>
/// <param name="Channels">Of sound; 1 when nothing is said.</param>
public sealed record RtpMap(byte PayloadType, string Encoding, int ClockRate, int Channels)
{
    /// <summary>The value of the attribute.</summary>
    public string Format() => Channels > 1
        ? string.Create(CultureInfo.InvariantCulture, $"{PayloadType} {Encoding}/{ClockRate}/{Channels}")
        : string.Create(CultureInfo.InvariantCulture, $"{PayloadType} {Encoding}/{ClockRate}");
}
