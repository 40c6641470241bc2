using System.Text.Json.Serialization;
using Actors.Domain.Entrants.Calls;
using Actors.Domain.Entrants.Prompts;

namespace Actors.Domain.Entrants;

/// <summary>What is to be done outside for one entrant once its events are durable.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "k")]
[JsonDerivedType(typeof(ShowPrompt), "p")]
[JsonDerivedType(typeof(RemindOfPrompt), "r")]
[JsonDerivedType(typeof(ShowHome), "h")]
[JsonDerivedType(typeof(AskWhetherWell), "u")]
[JsonDerivedType(typeof(KeepDays), "d")]
[JsonDerivedType(typeof(KeepCalls), "c")]
[JsonDerivedType(typeof(TellPlace), "t")]
public abstract record EntrantEffect
{
    private EntrantEffect()
    {
    }

    /// <summary>A prompt goes to the phone.</summary>
    public sealed record ShowPrompt([property: JsonPropertyName("n")] PromptNumber Prompt) : EntrantEffect;

    /// <summary>The person is reminded of a prompt, or there is more time for it: phones show it as it is now.</summary>
    public sealed record RemindOfPrompt([property: JsonPropertyName("n")] PromptNumber Prompt) : EntrantEffect;

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
        [property: JsonPropertyName("n")] int Call, [property: JsonPropertyName("p")] PlaceOutcome Place) : EntrantEffect;
}
