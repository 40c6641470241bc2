using Actors.Domain.Entrants.Stays;
using Actors.Protocol.Messages;
using Actors.Vision.Guidance;

namespace Actors.Server.Calls;

/// <summary>The phone in a call, as the media session of the call sees it.</summary>
internal interface ICallListener
{
    /// <summary>The person whose phone it is.</summary>
    EntrantId Person { get; }

    /// <summary>
    /// Shows what the analysis says about one picture. Dropped while other messages wait for the phone: the next picture
    /// comes half a second later. That the check is done is never dropped: no picture follows it.
    /// </summary>
    void ShowFeedback(PictureFeedback feedback);
}

/// <summary>What the analysis says about one picture, before it is put into words.</summary>
/// <param name="Number">The number of the call.</param>
/// <param name="Person">The person in front of the camera.</param>
/// <param name="Code">What the person should do.</param>
/// <param name="Progress">How much of the check is done, 0 to 1.</param>
/// <param name="Face">The box around the face; <c>null</c> if the picture does not show exactly one.</param>
internal sealed record PictureFeedback(int Number, EntrantId Person, GuideCode Code, double Progress, FaceBox? Face);
