using Actors.Domain.Entrants.Calls;
using Actors.Domain.Entrants.Prompts;

namespace Actors.Domain.Entrants;

/// <summary>What is to be done outside for one entrant once its events are durable.</summary>
public abstract record EntrantEffect
{
    private EntrantEffect()
    {
    }

    /// <summary>A prompt goes to the phone.</summary>
    public sealed record ShowPrompt(PromptNumber Prompt) : EntrantEffect;

    /// <summary>The person is reminded of a prompt, or there is more time for it: phones show it as it is now.</summary>
    public sealed record RemindOfPrompt(PromptNumber Prompt) : EntrantEffect;

    /// <summary>The home screen changed.</summary>
    public sealed record ShowHome : EntrantEffect;

    /// <summary>Nothing is heard of the person: every channel asks whether all is well.</summary>
    public sealed record AskWhetherWell : EntrantEffect;

    /// <summary>The daily reminder is registered while a stay goes on, and removed when it is over.</summary>
    public sealed record KeepDays : EntrantEffect;

    /// <summary>Who calls the person learns of the stay as it is now.</summary>
    public sealed record KeepCalls : EntrantEffect;

    /// <summary>A call learns what the position says that was taken in it.</summary>
    public sealed record TellPlace(
        int Call, PlaceOutcome Place) : EntrantEffect;
}
