using System.Diagnostics.CodeAnalysis;
using Actors.Domain.Entrants;
using Actors.Domain.Entrants.Contact;
using Actors.Domain.Entrants.Prompts;
using Actors.Storage.Databases;
using Actors.Storage.Ledger;

namespace Actors.Storage.ReadModels.Entrants;

/// <summary>
/// Applies events to rows of people, prompts and work items in memory. It needs no rules of a programme. Its input is the
/// rows that the events touch.
/// </summary>
[SuppressMessage("Maintainability", "CA1506", Justification = "It names every event of an entrant, and does little with each.")]
internal sealed partial class EntrantFold
{
    private readonly Dictionary<string, EntrantRow> _entrants = new(StringComparer.Ordinal);
    private readonly Dictionary<PromptKey, PromptRow> _prompts = [];
    private readonly Dictionary<(string Entrant, long Sequence, FollowUps Kind), WorkItemRow> _workItems = [];
    private LedgerRecord _record = null!;
    private EntrantRow _entrant = null!;

    /// <summary>Starts with stored rows.</summary>
    public EntrantFold(IEnumerable<EntrantRow> entrants, IEnumerable<PromptRow> prompts, IEnumerable<WorkItemRow> workItems)
    {
        foreach (var entrant in entrants)
        {
            _entrants.Add(entrant.Entrant, entrant);
        }

        foreach (var prompt in prompts)
        {
            _prompts[prompt.Key] = prompt;
        }

        foreach (var item in workItems)
        {
            _workItems[(item.Entrant, item.Sequence, item.Kind)] = item;
        }
    }

    /// <summary>The people after the events.</summary>
    public IReadOnlyDictionary<string, EntrantRow> Entrants => _entrants;

    /// <summary>The prompts after the events.</summary>
    public IReadOnlyDictionary<PromptKey, PromptRow> Prompts => _prompts;

    /// <summary>The work items after the events.</summary>
    public IReadOnlyCollection<WorkItemRow> WorkItems => _workItems.Values;

    private long At => UnixMicroseconds.From(_record.Event.At);

    /// <summary>Applies one event. Returns the person after it.</summary>
    public EntrantRow Apply(LedgerRecord record, EntrantEvent happened)
    {
        _record = record;
        _entrant = _entrants.GetValueOrDefault(record.GrainKey) ?? EntrantRow.Unknown(record.GrainKey);
        var faults = PhoneState.FaultsAfter(_entrant.PhoneFaults, happened);
        _entrant = _entrant with { PhoneFaults = faults };
        Apply(happened);
        Close(FollowUpRules.SettledBy(happened, faults));
        _entrants[record.GrainKey] = _entrant;
        return _entrant;
    }

    private void Apply(EntrantEvent happened)
    {
        switch (happened)
        {
            case EntrantEvent.StayStarted started:
                Start(started);
                break;
            case EntrantEvent.StayConfirmed:
                _entrant = _entrant with { IsConfirmed = true };
                break;
            case EntrantEvent.StayEnded:
                End();
                break;
            case EntrantEvent.CheckedIn checkedIn:
                Hear(checkedIn.At);
                _entrant = _entrant with { CheckedInAt = _entrant.CheckedInAt ?? UnixMicroseconds.From(checkedIn.At) };
                break;
            case EntrantEvent.Seen seen:
                Hear(seen.At);
                break;
            case EntrantEvent.ContactLost silent:
                FallSilent(silent);
                break;
            case EntrantEvent.PhoneChanged { Condition: var condition }:
                _entrant = _entrant with { AppVersion = condition.AppVersion };
                break;
            case EntrantEvent.FollowUpOpened opened:
                Open(opened.FollowUp, opened.Prompt);
                break;
            case EntrantEvent.CompanionAdded or EntrantEvent.SilenceExtended or EntrantEvent.NightOver
                or EntrantEvent.CallConcluded or EntrantEvent.PhoneDisputed or EntrantEvent.PhoneSettled:
                break;
            default:
                ApplyToPrompt(happened);
                break;
        }
    }

    private void Start(EntrantEvent.StayStarted started) => _entrant = EntrantRow.Unknown(_entrant.Entrant) with
    {
        Programme = started.Programme.Id.Value,
        ProgrammeVersion = started.Programme.Version,
        Stay = started.Stay.ToString(),
        Carer = started.Carer?.ToString(),
        LandedAt = UnixMicroseconds.From(started.LandedAt),
        EndsAt = UnixMicroseconds.From(started.EndsAt),
        IsConfirmed = started.IsConfirmed,
        SeenAt = UnixMicroseconds.From(started.At),
        PhoneFaults = _entrant.PhoneFaults,
        AppVersion = _entrant.AppVersion,
    };

    private void End()
    {
        _entrant = _entrant with { HasEnded = true, Silence = SilenceStep.None };
        foreach (var prompt in PromptsOfStay()
            .Where(prompt => prompt.Outcome is PromptOutcome.Planned or PromptOutcome.Open).ToList())
        {
            _prompts[prompt.Key] = prompt with { Outcome = PromptOutcome.Excused, Excuse = Excuse.StayEnded };
        }
    }

    private void Hear(DateTimeOffset moment)
    {
        var at = UnixMicroseconds.From(moment);
        if (at <= _entrant.SeenAt && _entrant.Silence == SilenceStep.None)
        {
            return;
        }

        Close(FollowUpRules.OfSilence);
        _entrant = _entrant with { SeenAt = Math.Max(at, _entrant.SeenAt), Silence = SilenceStep.None };
    }

    private void FallSilent(EntrantEvent.ContactLost silent)
    {
        _entrant = _entrant with { Silence = silent.Step };
        Open(silent.Step == SilenceStep.Supervisor ? FollowUps.Supervisor : FollowUps.Unreachable, null);
    }

    private void Open(FollowUps followUps, PromptNumber? prompt)
    {
        foreach (var kind in FollowUpRules.Each(followUps))
        {
            if (!OpenItems().Any(item => item.Kind == kind && item.Prompt == prompt))
            {
                _workItems[(_entrant.Entrant, _record.Event.Sequence, kind)] = new(
                    _entrant.Entrant, _record.Event.Sequence, kind, _entrant.Programme, _entrant.Stay, prompt, At, null);
            }
        }

        _entrant = _entrant with { FollowUps = _entrant.FollowUps | followUps };
    }

    private void Close(FollowUps kinds)
    {
        if ((_entrant.FollowUps & kinds) == FollowUps.None)
        {
            return;
        }

        _entrant = _entrant with { FollowUps = _entrant.FollowUps & ~kinds };
        foreach (var item in OpenItems().Where(item => (kinds & item.Kind) != FollowUps.None).ToList())
        {
            _workItems[(item.Entrant, item.Sequence, item.Kind)] = item with { ClosedAt = At };
        }
    }

    // A batch touches few work items, and few prompts of one stay.
    private IEnumerable<WorkItemRow> OpenItems() => _workItems.Values
        .Where(item => item.ClosedAt is null && item.Entrant == _entrant.Entrant && item.Stay == _entrant.Stay);

    private IEnumerable<PromptRow> PromptsOfStay() => _prompts.Values
        .Where(prompt => prompt.Key.Entrant == _entrant.Entrant && prompt.Key.Stay == _entrant.Stay);
}
