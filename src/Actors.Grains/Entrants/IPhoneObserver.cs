using Actors.Domain.Entrants.Contact;
using Actors.Domain.Entrants.Stays;
using Actors.Grains.Calls;

namespace Actors.Grains.Entrants;

/// <summary>
/// A connected phone as its entrant sees it. Calls hand over and return at once; whether anything reached the phone is
/// known only when the phone says so.
/// </summary>
[Alias("phone-observer")]
public interface IPhoneObserver : IGrainObserver
{
    /// <summary>Shows a prompt, or what changed of it.</summary>
    [Alias("show-prompt")]
    Task ShowPromptAsync(EntrantId person, PromptView prompt, PromptOccasion occasion);

    /// <summary>Updates the home screen.</summary>
    [Alias("show-home")]
    Task ShowHomeAsync(EntrantView view);

    /// <summary>Asks the person whether all is well: nothing was heard for long.</summary>
    [Alias("ask-whether-well")]
    Task AskWhetherWellAsync(EntrantId person);

    /// <summary>Shows a notice.</summary>
    [Alias("show-notice")]
    Task ShowNoticeAsync(EntrantId person, PhoneNotice notice);

    /// <summary>Asks the phone to test location and camera.</summary>
    [Alias("run-tests")]
    Task RunTestsAsync(EntrantId person, int number);

    /// <summary>Shows a call as it stands.</summary>
    [Alias("show-call")]
    Task ShowCallAsync(CallView view);

    /// <summary>Asks the phone for its condition.</summary>
    [Alias("ping")]
    Task PingAsync(EntrantId person);

    /// <summary>The activation that knew of the phone ends: the phone is to connect to the entrant again.</summary>
    [Alias("renew")]
    Task RenewAsync(EntrantId person);
}
