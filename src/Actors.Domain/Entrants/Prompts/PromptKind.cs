namespace Actors.Domain.Entrants.Prompts;

/// <summary>What a prompt asks for. The numbers are stored.</summary>
[GenerateSerializer, Alias("prompt-kind")]
public enum PromptKind : byte
{
    /// <summary>The daily health report.</summary>
    Health = 0,

    /// <summary>The location.</summary>
    Location = 1,

    /// <summary>The location once more, because the first fix did not tell.</summary>
    SecondFix = 2,
}
