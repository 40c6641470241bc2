namespace Actors.Vision.Guidance;

/// <summary>Why an outcome is what it is. The numbers may be stored.</summary>
public enum GuideReason
{
    /// <summary>Passed: there is nothing to give a reason for.</summary>
    None = 0,

    /// <summary>Mostly nobody was seen.</summary>
    NoFace = 1,

    /// <summary>Mostly several people were seen.</summary>
    MoreThanOneFace = 2,

    /// <summary>The face was mostly too small.</summary>
    TooFar = 3,

    /// <summary>The face was mostly too large.</summary>
    TooNear = 4,

    /// <summary>The face was mostly outside the frame.</summary>
    NotInFrame = 5,

    /// <summary>It was mostly too dark.</summary>
    TooDark = 6,

    /// <summary>The head or the phone was mostly held askew.</summary>
    NotUpright = 7,

    /// <summary>The picture was mostly blurred or moving.</summary>
    NotStill = 8,

    /// <summary>Nothing could be seen of the room.</summary>
    BlankBackground = 9,

    /// <summary>The person mostly looked away.</summary>
    NotAhead = 10,

    /// <summary>The face was seen, but the head was not turned as asked.</summary>
    NoTurn = 11,

    /// <summary>The head was turned and did not come back.</summary>
    NoTurnBack = 12,

    /// <summary>The head was not turned, and nothing in the picture ever moved.</summary>
    StillPicture = 13,

    /// <summary>Unknown: the detector failed.</summary>
    DetectorFailed = 14,

    /// <summary>Unknown: too few pictures came to say anything.</summary>
    TooFewPictures = 15,
}
