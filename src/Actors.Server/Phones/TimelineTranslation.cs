using Actors.Domain.Prompts;
using Actors.Grains.Entrants;
using Actors.Server.Phones.Timelines;
using Actors.Server.Phones.Wire;
using Message = Actors.Protocol.Messages;

namespace Actors.Server.Phones;

/// <summary>
/// Makes messages of a timeline. Which prompt it was stays here: its number would tell how many are planned before it.
/// </summary>
internal sealed class TimelineTranslation(ITimeline timeline)
{
    /// <summary>A page of the present stay or the last one; without a stay it is empty.</summary>
    /// <param name="view">Whose, as the grain shows it.</param>
    /// <param name="before">Where the page before ended; null: from the newest.</param>
    /// <param name="texts">The language of the phone.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<Message.TimelinePage> ReadAsync(
        EntrantView view, long? before, PhoneTexts texts, CancellationToken cancellationToken)
    {
        if (before <= 0)
        {
            throw NamedError.Exception(
                ErrorCode.ValueOutOfRange, "A page begins where the one before said; leave it out for the newest.", "before");
        }

        var page = view.Stay is { } stay
            ? await timeline.ReadAsync(view.Person, stay.Stay, before, cancellationToken)
            : new TimelinePage([], null);
        return new(view.Person.ToString(), [.. page.Entries.Select(entry => Entry(entry, texts))], page.Next);
    }

    private static Message.TimelineEntry Entry(TimelineEntry entry, PhoneTexts texts) => new(
        entry.At, entry.Code, texts.Recorded(entry.Code), entry.Fate is { } fate ? Wire(fate) : null,
        entry.Excuse is { } excuse and not Excuse.None ? texts.Of(excuse) : null);

    private static Message.PromptOutcome Wire(Fate fate) => fate switch
    {
        Fate.Answered => Message.PromptOutcome.Answered,
        Fate.Late => Message.PromptOutcome.Late,
        Fate.Missed => Message.PromptOutcome.Missed,
        Fate.Excused => Message.PromptOutcome.Excused,
        Fate.Planned or Fate.Open or _ => Message.PromptOutcome.Open,
    };
}
