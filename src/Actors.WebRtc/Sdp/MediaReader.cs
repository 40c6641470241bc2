using System.Collections.Immutable;
using Actors.WebRtc.Ice;

namespace Actors.WebRtc.Sdp;

/// <summary>Reads one media description.</summary>
internal sealed class MediaReader
{
    /// <summary>The discard port, which does not reject the medium.</summary>
    private const int UnknownPort = 9;

    private readonly TransportAttributes _transport = new();
    private readonly ImmutableArray<RtpMap>.Builder _rtpMaps = ImmutableArray.CreateBuilder<RtpMap>();
    private readonly ImmutableArray<FormatParameters>.Builder _parameters = ImmutableArray.CreateBuilder<FormatParameters>();
    private readonly ImmutableArray<SdpFeedback>.Builder _feedback = ImmutableArray.CreateBuilder<SdpFeedback>();
    private readonly ImmutableArray<IceCandidate>.Builder _candidates = ImmutableArray.CreateBuilder<IceCandidate>();
    private readonly ImmutableArray<HeaderExtension>.Builder _extensions = ImmutableArray.CreateBuilder<HeaderExtension>();
    private readonly ImmutableArray<MediaSource>.Builder _sources = ImmutableArray.CreateBuilder<MediaSource>();
    private SdpAttribute? _mid;
    private MediaDescription _media;

    private MediaReader(MediaDescription media) => _media = media;

    /// <summary>Starts with a media line.</summary>
    /// <exception cref="SdpException">The line is so malformed that the answer could not repeat it.</exception>
    public static MediaReader Begin(SdpLine line)
    {
        var parts = line.Value.Split(' ');
        if (parts.Length < 3 || !SdpText.IsToken(parts[0]) || !SdpText.IsProtocol(parts[2]))
        {
            throw Bad(line, "A media line needs kind, port and protocol.");
        }

        var hasPort = SdpText.TryReadNumber(parts[1].Split('/')[0], 0, ushort.MaxValue, out var port);
        var formats = parts[3..].Where(format => SdpText.IsToken(format)).Distinct(StringComparer.Ordinal);
        return new MediaReader(new MediaDescription
        {
            Line = line.Number,
            Kind = parts[0],
            Port = hasPort ? port : UnknownPort,
            Protocol = parts[2],
            Formats = [.. formats.Take(SdpLimits.Formats)],
            Fault = hasPort ? null : Bad(line, "The port is not a number from 0 to 65535."),
        });
    }

    /// <summary>
    /// Reads an attribute. Ignores unknown ones. Also ignores those that are malformed or too many if a call can do
    /// without, such as candidates (RFC 8839, section 5.1): phones check us first.
    /// </summary>
    public void Read(SdpAttribute attribute)
    {
        if (!_transport.TryRead(attribute) && !TryReadFlag(attribute))
        {
            ReadValue(attribute);
        }
    }

    /// <summary>Completes the description.</summary>
    /// <param name="session">The attributes of the session level.</param>
    public MediaDescription Complete(TransportAttributes session) => _transport.Complete(_media, session) with
    {
        RtpMaps = _rtpMaps.ToImmutable(),
        Parameters = _parameters.ToImmutable(),
        Feedback = _feedback.ToImmutable(),
        Candidates = _candidates.ToImmutable(),
        Extensions = _extensions.ToImmutable(),
        Sources = _sources.ToImmutable(),
    };

    private static SdpException Bad(SdpLine line, string explanation) => new(SdpProblem.BadMedia, line.Number, explanation);

    private static void AddWithin<T>(int limit, ImmutableArray<T>.Builder list, T item)
    {
        if (list.Count < limit)
        {
            list.Add(item);
        }
    }

    private bool TryReadFlag(SdpAttribute attribute)
    {
        var before = _media;
        _media = attribute.Name switch
        {
            "rtcp-mux" => _media with { HasRtcpMux = true },
            "rtcp-rsize" => _media with { HasReducedSizeRtcp = true },
            "bundle-only" => _media with { IsBundleOnly = true },
            "end-of-candidates" => _media with { HasAllCandidates = true },
            _ => _media,
        };
        return !ReferenceEquals(before, _media);
    }

    private void ReadValue(SdpAttribute attribute)
    {
        switch (attribute.Name)
        {
            case "mid":
                ReadMid(attribute);
                break;
            case "rtpmap" when _media.IsRtp:
                ReadRtpMap(attribute);
                break;
            case "fmtp" when _media.IsRtp:
                ReadParameters(attribute);
                break;
            case "rtcp-fb" when _media.IsRtp:
                ReceiveFeedback(attribute);
                break;
            case "candidate":
                ReadCandidate(attribute);
                break;
            case "extmap":
                ReadExtension(attribute);
                break;
            case "ssrc":
                ReadSource(attribute);
                break;
            default:
                break;
        }
    }

    private void ReadMid(SdpAttribute attribute)
    {
        var fault = !SdpText.IsToken(attribute.Value) ? attribute.Bad("not a token.")
            : _mid is { } first && first.Value != attribute.Value ? attribute.Contradiction()
            : null;
        _mid ??= attribute;
        _media = fault is null ? _media with { Mid = attribute.Value } : _media with { Fault = _media.Fault ?? fault };
    }

    private void ReadRtpMap(SdpAttribute attribute)
    {
        var (format, rest) = SdpText.SplitFirst(attribute.Value);
        var parts = rest.Split('/');
        var channels = 1;
        if (!SdpText.TryReadPayloadType(format, out var payloadType)
            || parts.Length is not (2 or 3)
            || !SdpText.IsToken(parts[0])
            || !SdpText.TryReadNumber(parts[1], 1, int.MaxValue, out var clockRate)
            || (parts.Length == 3 && !SdpText.TryReadNumber(parts[2], 1, byte.MaxValue, out channels)))
        {
            return;
        }

        var map = new RtpMap(payloadType, parts[0], clockRate, channels);
        if (!_rtpMaps.Any(map.IsSameAs))
        {
            AddWithin(SdpLimits.Formats, _rtpMaps, map);
        }
    }

    private void ReadParameters(SdpAttribute attribute)
    {
        var (format, rest) = SdpText.SplitFirst(attribute.Value);
        if (SdpText.TryReadPayloadType(format, out var payloadType))
        {
            AddWithin(SdpLimits.Formats, _parameters, new FormatParameters(payloadType, rest));
        }
    }

    private void ReceiveFeedback(SdpAttribute attribute)
    {
        var (format, kind) = SdpText.SplitFirst(attribute.Value);
        byte payloadType = 0;
        if ((format == "*" || SdpText.TryReadPayloadType(format, out payloadType)) && kind.Length > 0)
        {
            AddWithin(SdpLimits.Feedback, _feedback, new SdpFeedback(format == "*" ? null : payloadType, kind));
        }
    }

    private void ReadCandidate(SdpAttribute attribute)
    {
        if (IceCandidate.TryParse($"candidate:{attribute.Value}", out var candidate))
        {
            AddWithin(SdpLimits.Candidates, _candidates, candidate);
        }
    }

    private void ReadExtension(SdpAttribute attribute)
    {
        var (id, rest) = SdpText.SplitFirst(attribute.Value);
        var uri = SdpText.SplitFirst(rest).First;
        if (SdpText.TryReadNumber(id.Split('/')[0], 1, 4_096 + byte.MaxValue, out var number) && uri.Length > 0)
        {
            AddWithin(SdpLimits.Extensions, _extensions, new HeaderExtension(number, uri));
        }
    }

    private void ReadSource(SdpAttribute attribute)
    {
        const string CanonicalName = "cname:";
        var (number, rest) = SdpText.SplitFirst(attribute.Value);
        if (!SdpText.IsDigits(number) || !uint.TryParse(number, out var ssrc))
        {
            return;
        }

        var name = rest.StartsWith(CanonicalName, StringComparison.Ordinal) ? rest[CanonicalName.Length..] : null;
        for (var index = 0; index < _sources.Count; index++)
        {
            if (_sources[index].Ssrc == ssrc)
            {
                _sources[index] = new MediaSource(ssrc, name ?? _sources[index].CanonicalName);
                return;
            }
        }

        AddWithin(SdpLimits.Sources, _sources, new MediaSource(ssrc, name));
    }
}
