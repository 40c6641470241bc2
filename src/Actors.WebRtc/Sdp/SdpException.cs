namespace Actors.WebRtc.Sdp;

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
