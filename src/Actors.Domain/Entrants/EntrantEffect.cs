using Actors.Domain.Entrants.Calls;
using Actors.Domain.Entrants.Prompts;

namespace Actors.Domain.Entrants;

/// <summary>An effect of a decision about an entrant, carried out once its events are durable.</summary>
public abstract record EntrantEffect
{
    private EntrantEffect()
    {
    }

    /// <summary>Sends a prompt to the phone.</summary>
    public sealed record ShowPrompt(PromptNumber Prompt) : EntrantEffect;

    /// <summary>Reminds the person of a prompt, or shows its new closing time.</summary>
    public sealed record RemindOfPrompt(PromptNumber Prompt) : EntrantEffect;

    /// <summary>Updates the home screen.</summary>
    public sealed record ShowHome : EntrantEffect;

    /// <summary>Asks the person over all channels whether all is well, after contact was lost.</summary>
    public sealed record AskWhetherWell : EntrantEffect;

    /// <summary>Registers the daily reminder of a running stay, or removes it after the end.</summary>
    public sealed record UpdateDailyReminder : EntrantEffect;

    /// <summary>Tells the call grain the current state of the stay.</summary>
    public sealed record UpdateCallSchedule : EntrantEffect;

    /// <summary>Tells a call the verdict on the position that was taken in it.</summary>
    public sealed record ReportPlaceToCall(int Call, PlaceOutcome Place) : EntrantEffect;
}
