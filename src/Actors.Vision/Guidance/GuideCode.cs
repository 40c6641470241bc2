namespace Actors.Vision.Guidance;

/// <summary>
/// What to tell the person after a picture. Each value has the text <c>call.guide.name-of-value</c> in the catalogue. Stored
/// as numbers.
/// </summary>
public enum GuideCode
{
    /// <summary>Bring your face into the frame.</summary>
    NoFace = 0,

    /// <summary>Let only one person be in the frame.</summary>
    MoreThanOneFace = 1,

    /// <summary>Come closer.</summary>
    TooFar = 2,

    /// <summary>Move back.</summary>
    TooNear = 3,

    /// <summary>Move the face to the middle.</summary>
    NotInFrame = 4,

    /// <summary>Go where there is more light.</summary>
    TooDark = 5,

    /// <summary>Hold the head and the phone upright.</summary>
    Upright = 6,

    /// <summary>Hold still: the picture is good, or it is blurred.</summary>
    HoldStill = 7,

    /// <summary>Show the room behind you.</summary>
    ShowBackground = 8,

    /// <summary>Turn your head to your left.</summary>
    TurnLeft = 9,

    /// <summary>Turn your head to your right.</summary>
    TurnRight = 10,

    /// <summary>Look straight ahead.</summary>
    TurnBack = 11,

    /// <summary>Everything was seen.</summary>
    Done = 12,
}
