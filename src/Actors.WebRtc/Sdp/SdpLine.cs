namespace Actors.WebRtc.Sdp;

/// <summary>One line of a description.</summary>
/// <param name="Number">The line number from 1.</param>
/// <param name="Type">The letter before the equals sign.</param>
/// <param name="Value">The text after it.</param>
internal readonly record struct SdpLine(int Number, char Type, string Value)
{
    private const string Letters = "vosiuepcbtrzkam";

    /// <summary>Splits a description into lines (RFC 8866, section 5). Lines may end with LF alone.</summary>
    /// <exception cref="SdpException">A line is malformed, or a limit is exceeded.</exception>
    public static List<SdpLine> Split(string text)
    {
        if (text.Length > SdpLimits.Length)
        {
            throw new SdpException(SdpProblem.TooLong, 0, $"More than {SdpLimits.Length} characters.");
        }

        var lines = new List<SdpLine>();
        foreach (var range in text.AsSpan().TrimEnd("\r\n").Split('\n'))
        {
            if (lines.Count == SdpLimits.Lines)
            {
                throw new SdpException(SdpProblem.TooLong, lines.Count, $"More than {SdpLimits.Lines} lines.");
            }

            var line = text.AsSpan()[range];
            lines.Add(Read(lines.Count + 1, line.EndsWith('\r') ? line[..^1] : line));
        }

        return lines;
    }

    private static SdpLine Read(int number, ReadOnlySpan<char> line)
    {
        if (line.Length > SdpLimits.LineLength)
        {
            throw new SdpException(SdpProblem.TooLong, number, $"More than {SdpLimits.LineLength} characters.");
        }

        if (line.Length < 2 || line[1] != '=' || !Letters.Contains(line[0], StringComparison.Ordinal))
        {
            throw new SdpException(SdpProblem.BadLine, number, "A line must start with a known letter and an equals sign.");
        }

        foreach (var character in line)
        {
            if (char.IsControl(character) && character != '\t')
            {
                throw new SdpException(SdpProblem.BadLine, number, "The line contains a control character.");
            }
        }

        return new SdpLine(number, line[0], line[2..].ToString());
    }
}

/// <summary>An attribute (RFC 8866, section 5.13).</summary>
/// <param name="Line">The line number.</param>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value; empty if it has none.</param>
internal readonly record struct SdpAttribute(int Line, string Name, string Value)
{
    /// <summary>Reads an attribute.</summary>
    /// <exception cref="SdpException">The attribute has no name.</exception>
    public static SdpAttribute Read(SdpLine line)
    {
        var colon = line.Value.IndexOf(':', StringComparison.Ordinal);
        var name = colon < 0 ? line.Value : line.Value[..colon];
        return SdpText.IsToken(name)
            ? new SdpAttribute(line.Number, name, colon < 0 ? "" : line.Value[(colon + 1)..])
            : throw new SdpException(SdpProblem.BadAttribute, line.Number, "An attribute has no name.");
    }

    /// <summary>The error for a malformed value.</summary>
    public SdpException Bad(string explanation) => new(SdpProblem.BadAttribute, Line, $"{Name}: {explanation}");

    /// <summary>The error for a repeated attribute.</summary>
    public SdpException Duplicate() => new(SdpProblem.Duplicate, Line, $"{Name} appears twice.");

    /// <summary>The error for too many attributes of this name.</summary>
    public SdpException TooMany(int limit) => new(SdpProblem.TooLong, Line, $"More than {limit} lines of {Name}.");
}

/// <summary>What is wrong with a description.</summary>
public enum SdpProblem
{
    /// <summary>The description exceeds a limit of <see cref="SdpLimits"/>.</summary>
    TooLong = 0,

    /// <summary>A line is malformed.</summary>
    BadLine = 1,

    /// <summary>A required line is missing or misplaced.</summary>
    MissingLine = 2,

    /// <summary>A media line is malformed.</summary>
    BadMedia = 3,

    /// <summary>An attribute is malformed.</summary>
    BadAttribute = 4,

    /// <summary>A line, attribute or mid appears twice but may appear only once.</summary>
    Duplicate = 5,

    /// <summary>A bundle group does not fit the media.</summary>
    BadBundle = 6,

    /// <summary>The offer has no video.</summary>
    NoVideo = 7,

    /// <summary>The offer has video that its writer does not want to send.</summary>
    NoSendableVideo = 8,

    /// <summary>The profile is not SRTP with keys from DTLS.</summary>
    UnsupportedProtocol = 9,

    /// <summary>VP8 is not among the formats.</summary>
    NoVp8 = 10,

    /// <summary>RTP and RTCP do not share a port.</summary>
    NoRtcpMux = 11,

    /// <summary>The ICE credentials are missing.</summary>
    NoIceCredentials = 12,

    /// <summary>The certificate fingerprint is missing.</summary>
    NoFingerprint = 13,

    /// <summary>No fingerprint uses SHA-256.</summary>
    UnsupportedFingerprint = 14,

    /// <summary>The roles in the DTLS handshake do not fit.</summary>
    UnsupportedSetup = 15,

    /// <summary>The answer does not fit the offer.</summary>
    AnswerMismatch = 16,

    /// <summary>The other side rejects the video.</summary>
    Refused = 17,
}

/// <summary>
/// A description is malformed or not acceptable. The message repeats nothing from it, since it may contain addresses.
/// </summary>
/// <param name="problem">The kind of problem.</param>
/// <param name="line">The line number from 1; 0 if the problem belongs to no line.</param>
/// <param name="explanation">The problem in a sentence.</param>
public sealed class SdpException(SdpProblem problem, int line, string explanation)
    : Exception(line == 0 ? explanation : $"Line {line}: {explanation}")
{
    /// <summary>The kind of problem.</summary>
    public SdpProblem Problem { get; } = problem;

    /// <summary>The line number from 1; 0 if the problem belongs to no line.</summary>
    public int Line { get; } = line;
}
