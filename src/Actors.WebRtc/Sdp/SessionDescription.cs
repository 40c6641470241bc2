using System.Collections.Immutable;

namespace Actors.WebRtc.Sdp;

/// <summary>An offer or an answer (RFC 8866), as far as calls need it.</summary>
public sealed record SessionDescription
{
    /// <summary>The number of the session: digits.</summary>
    public required string SessionId { get; init; }

    /// <summary>Whether whoever wrote it only answers checks (RFC 8839, section 5.3).</summary>
    public bool IsIceLite { get; init; }

    /// <summary>The names of media that share one port, group by group (RFC 9143).</summary>
    public ImmutableArray<ImmutableArray<string>> Bundles { get; init; } = [];

    /// <summary>The media in their order, which is the same in an offer and its answer.</summary>
    public ImmutableArray<MediaDescription> Media { get; init; } = [];

    /// <summary>Reads a description.</summary>
    /// <exception cref="SdpException">It is not one, or more than is read (<see cref="SdpLimits"/>).</exception>
    public static SessionDescription Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return SessionReader.Read(SdpLine.Split(text));
    }

    /// <summary>
    /// The medium whose addresses, certificates and so on hold for a medium: itself, or the first of its group when it says
    /// nothing of the kind (RFC 9143, section 7.1.3).
    /// </summary>
    public MediaDescription TransportOf(MediaDescription media)
    {
        ArgumentNullException.ThrowIfNull(media);
        return media.Credentials is null && BundleOf(media) is { } bundle
            ? Media.First(other => other.Mid == bundle[0])
            : media;
    }

    /// <summary>The names of the media that share one port with a medium; none when it stands alone.</summary>
    public ImmutableArray<string>? BundleOf(MediaDescription media)
    {
        ArgumentNullException.ThrowIfNull(media);
        foreach (var bundle in Bundles)
        {
            if (media.Mid is not null && bundle.Contains(media.Mid))
            {
                return bundle;
            }
        }

        return null;
    }

    /// <summary>Says nothing of its content: there are addresses and passwords in it.</summary>
    public override string ToString() => $"description of {Media.Length} media";
}
