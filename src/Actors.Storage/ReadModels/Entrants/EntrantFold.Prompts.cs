using Actors.Domain.Entrants;
using Actors.Domain.Entrants.Presence;
using Actors.Domain.Entrants.Prompts;
using Actors.Storage.Databases;

namespace Actors.Storage.ReadModels.Entrants;

/// <content>Applies events to prompts.</content>
internal sealed partial class EntrantFold
{
    private void ApplyToPrompt(EntrantEvent happened)
    {
        switch (happened)
        {
            case EntrantEvent.DayPlanned planned:
                Plan(planned);
                break;
            case EntrantEvent.PromptIssued issued:
                Change(issued.Prompt, prompt => prompt with
                {
                    Outcome = PromptOutcome.Open,
                    IssuedAt = UnixMicroseconds.From(issued.At),
                    Channel = issued.Channel,
                    ClosesAt = UnixMicroseconds.From(issued.ClosesAt),
                });
                break;
            case EntrantEvent.SecondFixAsked asked:
                Ask(asked);
                break;
            case EntrantEvent.PromptDelivered delivered:
                if (delivered.Channel != Channel.Sms)
                {
                    Hear(delivered.At);
                }

                Change(delivered.Prompt, prompt => prompt with
                {
                    DeliveredAt = prompt.DeliveredAt ?? UnixMicroseconds.From(delivered.At),
                    Channel = delivered.Channel,
                });
                break;
            case EntrantEvent.PromptOpened opened:
                Hear(opened.At);
                Change(opened.Prompt, prompt => prompt with
                {
                    OpenedAt = prompt.OpenedAt ?? UnixMicroseconds.From(opened.At),
                });
                break;
            default:
                Settle(happened);
                break;
        }
    }

    private void Settle(EntrantEvent happened)
    {
        switch (happened)
        {
            case EntrantEvent.PromptReminded reminded:
                Change(reminded.Prompt, prompt => prompt with { RemindedAt = At });
                break;
            case EntrantEvent.PromptExtended extended:
                Change(extended.Prompt, prompt => prompt with { ClosesAt = UnixMicroseconds.From(extended.ClosesAt) });
                break;
            case EntrantEvent.AnswerFailed failed: // Perhaps it was closed before it was known that an answer had come.
                Change(failed.Prompt, prompt => prompt.Outcome == PromptOutcome.Missed
                    ? prompt with { Outcome = PromptOutcome.Excused, Excuse = Excuse.AnswerUnusable }
                    : prompt);
                break;
            case EntrantEvent.PromptClosed closed:
                Change(closed.Prompt, prompt => prompt with { Outcome = closed.Outcome, Excuse = closed.Excuse });
                break;
            case EntrantEvent.LocationReported reported:
                Hear(reported.At);
                Answer(reported.Prompt, reported.Outcome, reported.At, reported.Presence);
                break;
            case EntrantEvent.HealthReported reported:
                Hear(reported.At);
                Answer(reported.Prompt, reported.Outcome, reported.At, null);
                break;
            default:
                throw new NotSupportedException(
                    $"The read model {EntrantReadModel.ModelName} does not know {happened.GetType().Name}.");
        }
    }

    private void Plan(EntrantEvent.DayPlanned planned)
    {
        foreach (var drawn in planned.Prompts)
        {
            Add(drawn.Number, drawn.Kind, drawn.At);
        }
    }

    private void Ask(EntrantEvent.SecondFixAsked asked)
    {
        Add(asked.Prompt, PromptKind.SecondFix, asked.At);
        Change(asked.Prompt, prompt => prompt with
        {
            Outcome = PromptOutcome.Open,
            IssuedAt = UnixMicroseconds.From(asked.At),
            ClosesAt = UnixMicroseconds.From(asked.ClosesAt),
        });
    }

    private void Add(PromptNumber number, PromptKind kind, DateTimeOffset at)
    {
        var key = KeyOf(number);
        _prompts.TryAdd(key, PromptRow.Planned(key, _entrant.Programme, kind, UnixMicroseconds.From(at)));
    }

    private void Answer(PromptNumber? number, PromptOutcome? fate, DateTimeOffset at, PresenceVerdict? presence)
    {
        if (number is { } prompt && fate is { } became)
        {
            Change(prompt, row => row with
            {
                Outcome = became,
                Excuse = became == PromptOutcome.Excused ? row.Excuse : Excuse.None,
                AnsweredAt = UnixMicroseconds.From(at),
                Presence = presence,
            });
        }
    }

    /// <summary>Ignores prompts whose planning has been erased from the ledger.</summary>
    private void Change(PromptNumber number, Func<PromptRow, PromptRow> change)
    {
        if (_prompts.TryGetValue(KeyOf(number), out var prompt))
        {
            _prompts[prompt.Key] = change(prompt);
        }
    }

    private PromptKey KeyOf(PromptNumber number) => new(_entrant.Entrant, _entrant.Stay, number);
}
