namespace Actors.WebRtc.Sdp;

/// <summary>
/// How much of a description is read. What browsers write stays far below. A description with more is refused, unless what is
/// too much is not needed for a call: that is passed over.
/// </summary>
public static class SdpLimits
{
    /// <summary>Characters.</summary>
    public const int Length = 64 * 1024;

    /// <summary>Lines.</summary>
    public const int Lines = 2_000;

    /// <summary>Characters of one line.</summary>
    public const int LineLength = 4_096;

    /// <summary>Media lines.</summary>
    public const int Media = 32;

    /// <summary>Groups.</summary>
    public const int Bundles = 8;

    /// <summary>Formats of one media line; parameters of more formats are passed over.</summary>
    public const int Formats = 128;

    /// <summary>Lines of feedback of one medium; more are passed over.</summary>
    public const int Feedback = 512;

    /// <summary>Candidates of one medium; more are passed over.</summary>
    public const int Candidates = 64;

    /// <summary>Header extensions of one medium; more are passed over.</summary>
    public const int Extensions = 256;

    /// <summary>Sources of one medium; more are passed over.</summary>
    public const int Sources = 128;

    /// <summary>Fingerprints of one medium.</summary>
    public const int Fingerprints = 8;

    /// <summary>Characters of a name.</summary>
    public const int NameLength = 255;
}
