using System.Collections.Immutable;

namespace Actors.WebRtc.Sdp;

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
    public static SessionDescription Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return SessionReader.Read(SdpLine.Split(text));
    }

    /// <summary>
    /// The medium whose transport attributes apply to a medium: itself, or the first of its bundle if it has none (RFC
    /// 9143, section 7.1.3).
    /// </summary>
    public MediaDescription TransportOf(MediaDescription media)
    {
        ArgumentNullException.ThrowIfNull(media);
        return media.Credentials is null && BundleOf(media) is { } bundle
            ? Media.First(other => other.Mid == bundle[0])
            : media;
    }

    /// <summary>The mids of a medium's bundle; null if it is in none.</summary>
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

    /// <summary>Does not show the content, which includes addresses and passwords.</summary>
    public override string ToString() => $"description of {Media.Length} media";
}
