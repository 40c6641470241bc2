using Actors.Domain.Entrants.Prompts;
using Actors.Grains.Entrants;
using Actors.Server.Phones.Timelines;
using Actors.Server.Phones.Wire;
using Message = Actors.Protocol.Messages;

namespace Actors.Server.Phones;

/// <summary>
/// Translates timelines into messages. Leaves out the numbers of prompts, which would tell how many are planned.
/// </summary>
internal sealed class TimelineTranslation(ITimeline timeline)
{
    /// <summary>A page of the timeline of the current or last stay; empty if there is none.</summary>
    /// <param name="view">What the grain of the person shows.</param>
    /// <param name="before">Where the former page ended; <c>null</c> for the newest page.</param>
    /// <param name="texts">The language of the phone.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<Message.TimelinePage> ReadAsync(
        EntrantView view, long? before, PhoneTexts texts, CancellationToken cancellationToken)
    {
        if (before <= 0)
        {
            throw NamedError.Exception(
                ErrorCode.ValueOutOfRange, "Send the next of the former page, or nothing for the newest page.", "before");
        }

        var page = view.Stay is { } stay
            ? await timeline.ReadAsync(view.Person, stay.Stay, before, cancellationToken)
            : new TimelinePage([], null);
        return new(view.Person.ToString(), [.. page.Entries.Select(entry => Entry(entry, texts))], page.Next);
    }

    private static Message.TimelineEntry Entry(TimelineEntry entry, PhoneTexts texts) => new(
        entry.At, entry.Code, texts.Recorded(entry.Code), entry.Outcome is { } fate ? Wire(fate) : null,
        entry.Excuse is { } excuse and not Excuse.None ? texts.Of(excuse) : null);

    private static Message.PromptOutcome Wire(PromptOutcome fate) => fate switch
    {
        PromptOutcome.Answered => Message.PromptOutcome.Answered,
        PromptOutcome.Late => Message.PromptOutcome.Late,
        PromptOutcome.Missed => Message.PromptOutcome.Missed,
        PromptOutcome.Excused => Message.PromptOutcome.Excused,
        PromptOutcome.Planned or PromptOutcome.Open or _ => Message.PromptOutcome.Open,
    };
}
