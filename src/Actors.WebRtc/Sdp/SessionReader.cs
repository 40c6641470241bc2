using System.Collections.Immutable;

namespace Actors.WebRtc.Sdp;

/// <summary>Reads a description.</summary>
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
    /// <exception cref="SdpException">They are not a description.</exception>
    public static SessionDescription Read(List<SdpLine> lines)
    {
        var sessionId = ReadHead(lines);
        var reader = new SessionReader();
        foreach (var line in lines.Skip(3))
        {
            reader.ReadLine(line);
        }

        return reader.Complete(sessionId);
    }

    /// <summary>Reads the first three lines (RFC 8866, sections 5.1 to 5.3).</summary>
    private static string ReadHead(List<SdpLine> lines)
    {
        if (lines[0] is not { Type: 'v', Value: "0" })
        {
            throw Missing(1, "The description does not start with v=0.");
        }

        if (lines.Count < 3 || lines[1].Type != 'o' || lines[2].Type != 's')
        {
            throw Missing(Math.Min(2, lines.Count), "The lines o= and s= must follow v=.");
        }

        var origin = lines[1].Value.Split(' ');
        return origin.Length == OriginParts && SdpText.IsDigits(origin[1]) && SdpText.IsDigits(origin[2])
            ? origin[1]
            : throw new SdpException(
                SdpProblem.BadLine, 2, "The line o= needs six parts, of which the second and third are numbers.");
    }

    private static SdpException Missing(int line, string explanation) => new(SdpProblem.MissingLine, line, explanation);

    private void ReadLine(SdpLine line)
    {
        switch (line.Type)
        {
            case 'm':
                ReadMedia(line);
                break;
            case 'a' when _media.Count > 0:
                _media[^1].Read(SdpAttribute.Read(line));
                break;
            case 'a':
                ReadAttribute(SdpAttribute.Read(line));
                break;
            case 'v' or 'o' or 's':
                throw new SdpException(SdpProblem.Duplicate, line.Number, "This line may appear only at the start.");
            default:
                _hasTime |= line.Type == 't';
                if (_media.Count > 0 && !MediaLetters.Contains(line.Type, StringComparison.Ordinal))
                {
                    throw Missing(line.Number, "This line must precede the first m= line.");
                }

                break;
        }
    }

    private void ReadMedia(SdpLine line)
    {
        if (!_hasTime)
        {
            throw Missing(line.Number, "The line t= must precede the first m= line.");
        }

        if (_media.Count == SdpLimits.Media)
        {
            throw new SdpException(SdpProblem.TooLong, line.Number, $"More than {SdpLimits.Media} media.");
        }

        _media.Add(MediaReader.Begin(line));
    }

    private void ReadAttribute(SdpAttribute attribute)
    {
        if (_transport.TryRead(attribute))
        {
            return;
        }

        switch (attribute.Name)
        {
            case "ice-lite":
                _isIceLite = true;
                break;
            case "group" when attribute.Value.StartsWith("BUNDLE", StringComparison.Ordinal):
                ReadBundle(attribute);
                break;
            default:
                break;
        }
    }

    private void ReadBundle(SdpAttribute attribute)
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
            throw Missing(0, "The line t= is missing.");
        }

        var media = _media.Select(medium => medium.Complete(_transport)).ToImmutableArray();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var medium in media)
        {
            if (medium.Mid is not null && !names.Add(medium.Mid))
            {
                throw new SdpException(SdpProblem.Duplicate, medium.Line, "Two media have the same mid.");
            }
        }

        // Removes each mid with its first group, so that a second group does not find it.
        if (!_bundles.All(bundle => bundle.All(names.Remove)))
        {
            throw new SdpException(SdpProblem.BadBundle, _bundleLine, "A group names an unknown mid, or one of another group.");
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

/// <summary>An offer or an answer (RFC 8866), as far as calls need it.</summary>
public sealed record SessionDescription
{
    /// <summary>The session id, in digits.</summary>
    public required string SessionId { get; init; }

    /// <summary>Whether the writer is ICE lite (RFC 8839, section 5.3).</summary>
    public bool IsIceLite { get; init; }

    /// <summary>The bundle groups, by mids (RFC 9143).</summary>
    public ImmutableArray<ImmutableArray<string>> Bundles { get; init; } = [];

    /// <summary>The media, in the same order in an offer and its answer.</summary>
    public ImmutableArray<MediaDescription> Media { get; init; } = [];

    /// <summary>Reads a description.</summary>
    /// <exception cref="SdpException">The description is malformed or exceeds <see cref="SdpLimits"/>.</exception>
    public static SessionDescription Parse(string text) => SessionReader.Read(SdpLine.Split(text));

    /// <summary>
    /// The medium whose transport attributes apply to a medium: itself, or the first of its bundle if it has none (RFC
    /// 9143, section 7.1.3).
    /// </summary>
    public MediaDescription TransportOf(MediaDescription media)
    {
        return media.Credentials is null && BundleOf(media) is { } bundle
            ? Media.First(other => other.Mid == bundle[0])
            : media;
    }

    /// <summary>The mids of a medium's bundle; null if it is in none.</summary>
    public ImmutableArray<string>? BundleOf(MediaDescription media)
    {
        foreach (var bundle in Bundles)
        {
            if (media.Mid is not null && bundle.Contains(media.Mid))
            {
                return bundle;
            }
        }

        return null;
    }

    /// <summary>Does not show the content, which includes addresses and passwords.</summary>
    public override string ToString() => $"description of {Media.Length} media";
}
