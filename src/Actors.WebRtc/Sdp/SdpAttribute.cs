namespace Actors.WebRtc.Sdp;

/// <summary>An attribute (RFC 8866, section 5.13).</summary>
/// <param name="Line">Where it stands.</param>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value; empty when it has none.</param>
internal readonly record struct SdpAttribute(int Line, string Name, string Value)
{
    /// <summary>Reads an attribute.</summary>
    /// <exception cref="SdpException">It has no name.</exception>
    public static SdpAttribute Read(SdpLine line)
    {
        var colon = line.Value.IndexOf(':', StringComparison.Ordinal);
        var name = colon < 0 ? line.Value : line.Value[..colon];
        return SdpText.IsToken(name)
            ? new SdpAttribute(line.Number, name, colon < 0 ? "" : line.Value[(colon + 1)..])
            : throw new SdpException(SdpProblem.BadAttribute, line.Number, "An attribute without a name.");
    }

    /// <summary>Says that the value is wrong.</summary>
    public SdpException Bad(string explanation) => new(SdpProblem.BadAttribute, Line, $"{Name}: {explanation}");

    /// <summary>Says that it stands there a second time.</summary>
    public SdpException Duplicate() => new(SdpProblem.Duplicate, Line, $"{Name} stands there twice.");

    /// <summary>Says that there are too many of them.</summary>
    public SdpException TooMany(int limit) => new(SdpProblem.TooLong, Line, $"More than {limit} of {Name}.");
}
