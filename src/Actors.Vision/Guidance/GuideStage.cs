namespace Actors.Vision.Guidance;

/// <summary>How far a judgement has come.</summary>
public enum GuideStage
{
    /// <summary>The face comes into the frame and stays there.</summary>
    Framing = 0,

    /// <summary>The head turns to the side that was drawn.</summary>
    Turning = 1,

    /// <summary>It comes back.</summary>
    Returning = 2,

    /// <summary>There is a verdict.</summary>
    Closed = 3,
}
