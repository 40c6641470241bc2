using System.Collections.Immutable;

namespace Actors.WebRtc.Sdp;

/// <summary>
/// Reads a description. Passes over what a call does not need, whatever is wrong with it. What it may need and cannot
/// have is kept as a fault of the medium concerned, which counts only if that medium is used.
/// </summary>
internal sealed class SessionReader
{
    private const int OriginParts = 6;

    private readonly TransportAttributes _transport = new();
    private readonly List<MediaReader> _media = [];
    private readonly List<(int Line, ImmutableArray<string> Mids)> _bundles = [];

    private string? _sessionId;
    private bool _isIceLite;

    private SessionReader()
    {
    }

    /// <summary>Reads the lines of a description.</summary>
    /// <exception cref="SdpException">They are not a description.</exception>
    public static SessionDescription Read(List<SdpLine> lines)
    {
        if (lines is not [{ Type: 'v', Value: "0" }, ..])
        {
            throw Missing(lines.Count > 0 ? lines[0].Number : 1, "The description does not start with v=0.");
        }

        var reader = new SessionReader();
        foreach (var line in lines.Skip(1))
        {
            reader.ReadLine(line);
        }

        return reader.Complete();
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
            case 'o':
                ReadOrigin(line);
                break;
            case 'v' when _media.Count > 0 || line.Value != "0":
                throw new SdpException(SdpProblem.Duplicate, line.Number, "A second description starts here.");
            default:
                break;
        }
    }

    /// <summary>Reads the session id (RFC 8866, section 5.2), which is only compared: it may be any text.</summary>
    private void ReadOrigin(SdpLine line)
    {
        var parts = line.Value.Split(' ');
        var id = parts.Length switch
        {
            >= OriginParts => parts[^(OriginParts - 1)],
            > 1 => parts[1],
            _ => throw new SdpException(SdpProblem.BadLine, line.Number, "The line o= has no session id."),
        };
        _sessionId = (_sessionId ?? id) == id
            ? id
            : throw new SdpException(SdpProblem.Duplicate, line.Number, "The line o= contradicts an earlier one.");
    }

    private void ReadMedia(SdpLine line)
    {
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
            case "group" when attribute.Value.Split(' ') is ["BUNDLE", .. var mids]:
                _bundles.Add((attribute.Line, [.. mids.Distinct(StringComparer.Ordinal)]));
                break;
            default:
                break;
        }
    }

    private SessionDescription Complete()
    {
        if (_sessionId is null)
        {
            throw Missing(0, "The line o= is missing.");
        }

        var media = _media.Select(medium => medium.Complete(_transport)).ToList();
        foreach (var twins in media.Where(medium => medium.Mid is not null).GroupBy(medium => medium.Mid).ToList())
        {
            if (twins.Count() > 1)
            {
                Blame(media, twins.Key!, new(SdpProblem.Duplicate, twins.Last().Line, "Two media have the same mid."));
            }
        }

        var bundles = ReadBundles(media);
        return new SessionDescription
        {
            SessionId = _sessionId,
            IsIceLite = _isIceLite,
            Bundles = bundles,
            Media = [.. media],
        };
    }

    /// <summary>Drops mids of no medium, and groups that repeat another one.</summary>
    private ImmutableArray<ImmutableArray<string>> ReadBundles(List<MediaDescription> media)
    {
        var bundles = new List<ImmutableArray<string>>();
        foreach (var (line, mids) in _bundles)
        {
            ImmutableArray<string> known = [.. mids.Where(mid => media.Exists(medium => medium.Mid == mid))];
            if (known.IsEmpty
                || bundles.Exists(bundle => bundle.SequenceEqual(known))
                || bundles.Count == SdpLimits.Bundles)
            {
                continue;
            }

            foreach (var mid in known.Where(mid => bundles.Exists(bundle => bundle.Contains(mid))))
            {
                Blame(media, mid, new(SdpProblem.BadBundle, line, "A medium is in two different groups."));
            }

            bundles.Add(known);
        }

        return [.. bundles];
    }

    private static void Blame(List<MediaDescription> media, string mid, SdpException fault)
    {
        for (var index = 0; index < media.Count; index++)
        {
            media[index] = media[index].Mid == mid ? media[index] with { Fault = media[index].Fault ?? fault } : media[index];
        }
    }
}

/// <summary>An offer or an answer (RFC 8866), as far as calls need it.</summary>
public sealed record SessionDescription
{
    /// <summary>The session id: usually digits.</summary>
    public required string SessionId { get; init; }

    /// <summary>Whether the writer is ICE lite (RFC 8839, section 5.3).</summary>
    public bool IsIceLite { get; init; }

    /// <summary>The bundle groups, by mids (RFC 9143).</summary>
    public ImmutableArray<ImmutableArray<string>> Bundles { get; init; } = [];

    /// <summary>The media, in the same order in an offer and its answer.</summary>
    public ImmutableArray<MediaDescription> Media { get; init; } = [];

    /// <summary>Reads a description.</summary>
    /// <exception cref="SdpException">
    /// The text is not a description, or it exceeds <see cref="SdpLimits"/>. Faults of a medium count when it is used.
    /// </exception>
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
