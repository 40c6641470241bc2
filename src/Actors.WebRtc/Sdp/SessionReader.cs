using System.Collections.Immutable;

namespace Actors.WebRtc.Sdp;

/// <summary>A description while it is read.</summary>
internal sealed class SessionReader
{
    private const string MediaLetters = "icbka";
    private const int OriginParts = 6;

    private readonly TransportAttributes _transport = new();
    private readonly List<MediaReader> _media = [];
    private readonly ImmutableArray<ImmutableArray<string>>.Builder _bundles =
        ImmutableArray.CreateBuilder<ImmutableArray<string>>();

    private bool _hasTime;
    private bool _isIceLite;
    private int _bundleLine;

    private SessionReader()
    {
    }

    /// <summary>Reads the lines of a description.</summary>
    /// <exception cref="SdpException">They are none.</exception>
    public static SessionDescription Read(List<SdpLine> lines)
    {
        var sessionId = ReadHead(lines);
        var reader = new SessionReader();
        foreach (var line in lines.Skip(3))
        {
            reader.Take(line);
        }

        return reader.Complete(sessionId);
    }

    /// <summary>The first three lines (RFC 8866, sections 5.1 to 5.3).</summary>
    private static string ReadHead(List<SdpLine> lines)
    {
        if (lines[0] is not { Type: 'v', Value: "0" })
        {
            throw Missing(1, "A description begins with version 0.");
        }

        if (lines.Count < 3 || lines[1].Type != 'o' || lines[2].Type != 's')
        {
            throw Missing(Math.Min(2, lines.Count), "Origin and name of the session follow the version.");
        }

        var origin = lines[1].Value.Split(' ');
        return origin.Length == OriginParts && SdpText.IsDigits(origin[1]) && SdpText.IsDigits(origin[2])
            ? origin[1]
            : throw new SdpException(SdpProblem.BadLine, 2, "The origin has six parts, of which two are numbers.");
    }

    private static SdpException Missing(int line, string explanation) => new(SdpProblem.MissingLine, line, explanation);

    private void Take(SdpLine line)
    {
        switch (line.Type)
        {
            case 'm':
                TakeMedia(line);
                break;
            case 'a' when _media.Count > 0:
                _media[^1].Take(SdpAttribute.Read(line));
                break;
            case 'a':
                TakeAttribute(SdpAttribute.Read(line));
                break;
            case 'v' or 'o' or 's':
                throw new SdpException(SdpProblem.Duplicate, line.Number, "It may stand at the beginning only.");
            default:
                _hasTime |= line.Type == 't';
                if (_media.Count > 0 && !MediaLetters.Contains(line.Type, StringComparison.Ordinal))
                {
                    throw Missing(line.Number, "It stands before the first medium.");
                }

                break;
        }
    }

    private void TakeMedia(SdpLine line)
    {
        if (!_hasTime)
        {
            throw Missing(line.Number, "The time of the session stands before the first medium.");
        }

        if (_media.Count == SdpLimits.Media)
        {
            throw new SdpException(SdpProblem.TooLong, line.Number, $"More than {SdpLimits.Media} media.");
        }

        _media.Add(MediaReader.Begin(line));
    }

    private void TakeAttribute(SdpAttribute attribute)
    {
        if (_transport.Take(attribute))
        {
            return;
        }

        switch (attribute.Name)
        {
            case "ice-lite":
                _isIceLite = true;
                break;
            case "group" when attribute.Value.StartsWith("BUNDLE", StringComparison.Ordinal):
                TakeBundle(attribute);
                break;
            default:
                break;
        }
    }

    private void TakeBundle(SdpAttribute attribute)
    {
        if (_bundles.Count == SdpLimits.Bundles)
        {
            throw attribute.TooMany(SdpLimits.Bundles);
        }

        _bundleLine = attribute.Line;
        var names = attribute.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (names[0] == "BUNDLE" && names.Length > 1)
        {
            _bundles.Add([.. names.Skip(1)]);
        }
    }

    private SessionDescription Complete(string sessionId)
    {
        if (!_hasTime)
        {
            throw Missing(0, "The time of the session is missing.");
        }

        var media = _media.Select(medium => medium.Complete(_transport)).ToImmutableArray();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var medium in media)
        {
            if (medium.Mid is not null && !names.Add(medium.Mid))
            {
                throw new SdpException(SdpProblem.Duplicate, medium.Line, "Two media have the same name.");
            }
        }

        // Each name leaves the set with its first group, so that a second one does not find it.
        if (!_bundles.All(bundle => bundle.All(names.Remove)))
        {
            throw new SdpException(SdpProblem.BadBundle, _bundleLine, "A name of no medium, or of another group.");
        }

        return new SessionDescription
        {
            SessionId = sessionId,
            IsIceLite = _isIceLite,
            Bundles = _bundles.ToImmutable(),
            Media = media,
        };
    }
}
