namespace Actors.WebRtc.Sdp;

/// <summary>An answer, and what was agreed on by it.</summary>
/// <param name="Sdp">The text for the other side.</param>
/// <param name="Agreement">What it means.</param>
public sealed record VideoAnswer(string Sdp, VideoAgreement Agreement)
{
    /// <summary>Says nothing of its content: there are addresses and passwords in it.</summary>
    public override string ToString() => "video answer";
}
