namespace Actors.WebRtc.Sdp;

/// <summary>One line of a description.</summary>
/// <param name="Number">The line number from 1.</param>
/// <param name="Type">The letter before the equals sign.</param>
/// <param name="Value">The text after it, with single spaces for blanks.</param>
internal readonly record struct SdpLine(int Number, char Type, string Value)
{
    private const char ByteOrderMark = '\uFEFF';

    /// <summary>
    /// Splits a description into lines (RFC 8866, section 5), which end with CR, LF or both. Passes over what is no line:
    /// surplus blanks, empty lines, lines without a letter and an equals sign, and lines with control characters.
    /// If a call needs what such a line should have said, it is refused for the lack of it.
    /// </summary>
    /// <exception cref="SdpException">The description exceeds a limit.</exception>
    public static List<SdpLine> Split(string text)
    {
        if (text.Length > SdpLimits.Length)
        {
            throw new SdpException(SdpProblem.TooLong, 0, $"More than {SdpLimits.Length} characters.");
        }

        var lines = new List<SdpLine>();
        var number = 0;
        foreach (var raw in text.AsSpan().TrimStart(ByteOrderMark).EnumerateLines())
        {
            number++;
            var line = raw.Trim();
            if (!IsLine(line))
            {
                continue;
            }

            lines.Add(lines.Count < SdpLimits.Lines
                ? new SdpLine(number, line[0], SdpText.WithSingleBlanks(line[2..].ToString()))
                : throw new SdpException(SdpProblem.TooLong, number, $"More than {SdpLimits.Lines} lines."));
        }

        return lines;
    }

    /// <summary>A media line counts whatever it contains: the answer needs one for each.</summary>
    private static bool IsLine(ReadOnlySpan<char> line) =>
        line.Length >= 2 && line[1] == '=' && (line[0] == 'm' || !HasControlCharacter(line));

    private static bool HasControlCharacter(ReadOnlySpan<char> line)
    {
        foreach (var character in line)
        {
            if (char.IsControl(character) && character != '\t')
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>An attribute (RFC 8866, section 5.13).</summary>
/// <param name="Line">The line number.</param>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value; empty if it has none.</param>
internal readonly record struct SdpAttribute(int Line, string Name, string Value)
{
    /// <summary>Reads an attribute.</summary>
    public static SdpAttribute Read(SdpLine line)
    {
        var colon = line.Value.IndexOf(':', StringComparison.Ordinal);
        return colon < 0
            ? new SdpAttribute(line.Number, line.Value, "")
            : new SdpAttribute(line.Number, line.Value[..colon].TrimEnd(), line.Value[(colon + 1)..].TrimStart());
    }

    /// <summary>The error for a malformed value.</summary>
    public SdpException Bad(string explanation) => new(SdpProblem.BadAttribute, Line, $"{Name}: {explanation}");

    /// <summary>The error for an attribute that says something else than an earlier one.</summary>
    public SdpException Contradiction() => new(SdpProblem.Duplicate, Line, $"{Name} contradicts an earlier line.");
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

    /// <summary>A line, attribute or mid appears twice with different values but may have only one.</summary>
    Duplicate = 5,

    /// <summary>The video is in two different bundle groups.</summary>
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
