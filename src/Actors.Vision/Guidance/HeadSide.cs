namespace Actors.Vision.Guidance;

/// <summary>A side to turn the head to, as the person says it.</summary>
public enum HeadSide
{
    /// <summary>The person's own left.</summary>
    Left = 0,

    /// <summary>The person's own right.</summary>
    Right = 1,
}
