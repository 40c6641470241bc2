namespace Actors.Vision.Guidance;

/// <summary>What came of looking at a person (SPEC V4). The numbers may be stored.</summary>
public enum GuideOutcome
{
    /// <summary>A person was there: one upright face, a room behind it, and the head turned as asked.</summary>
    Passed = 0,

    /// <summary>Not seen, and nothing on our side was the reason.</summary>
    Failed = 1,

    /// <summary>We could not tell. Never a person's fault.</summary>
    Unknown = 2,
}
