namespace Actors.Grains.Entrants;

/// <summary>Why a prompt is shown.</summary>
[GenerateSerializer]
[Alias("prompt-occasion")]
public enum PromptOccasion : byte
{
    /// <summary>It is new.</summary>
    Issued,

    /// <summary>The person is reminded of it, or there is more time for it than was said.</summary>
    Reminder,

    /// <summary>The phone was away and gets what it missed.</summary>
    Resumed,
}
