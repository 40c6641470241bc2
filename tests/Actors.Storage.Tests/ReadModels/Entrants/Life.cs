using Actors.Domain.Calls;
using Actors.Domain.Entrants;
using Actors.Domain.Entrants.Contact;
using Actors.Domain.Entrants.Presence;
using Actors.Domain.Entrants.Prompts;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Ledger;
using Actors.Domain.Programmes;
using Actors.Storage.Ledger;

namespace Actors.Storage.Tests.ReadModels.Entrants;

/// <summary>A ledger of made-up people, written by hand or drawn.</summary>
internal sealed class Life
{
    public static readonly DateTimeOffset Start = new(2021, 3, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Dictionary<EntrantId, long> _sequences = [];

    public List<LedgerRecord> Records { get; } = [];

    public DateTimeOffset Now { get; set; } = Start;

    public static PromptNumber Health(int day) => new(day, 0);

    public static PromptNumber Location(int day, int index = 1) => new(day, index);

    public void Happen(EntrantId person, params ReadOnlySpan<EntrantEvent> events)
    {
        foreach (var happened in events)
        {
            Add("entrant", person, happened);
        }
    }

    public void Call(EntrantId person, params ReadOnlySpan<CallEvent> events)
    {
        foreach (var happened in events)
        {
            Add("call", person, happened);
        }
    }

    private void Add(string grainType, EntrantId person, object happened)
    {
        Now += TimeSpan.FromMinutes(1);
        var sequence = _sequences[person] = _sequences.GetValueOrDefault(person) + 1;
        Records.Add(new(
            new LedgerPosition(0, Records.Count + 1), grainType, person.ToString(), new LedgerEvent(sequence, Now, happened)));
    }

    public EntrantEvent Started(StayId stay, string programme = "japan-2021", EntrantId? carer = null, bool isConfirmed = true) =>
        new EntrantEvent.StayStarted(
            stay, new(ProgrammeId.Parse(programme), 1), Now, Now.AddDays(15), -1, Now, Now, TimeSpan.FromMinutes(10),
            SilenceSpans.Of(TimeSpan.FromHours(12), TimeSpan.FromHours(24)), isConfirmed, carer);

    public EntrantEvent CheckedIn(Receipt receipt = Receipt.CheckedIn) =>
        new EntrantEvent.CheckedIn(new(1), 0, Now, default, [], receipt);

    public EntrantEvent Planned(int day, params ReadOnlySpan<PromptNumber> numbers)
    {
        var at = Now;
        PlannedPrompt[] prompts = [.. numbers.ToArray().Select(number => new PlannedPrompt(
            number, number.Index == 0 ? PromptKind.Health : PromptKind.Location, at.AddHours(number.Index)))];
        return new EntrantEvent.DayPlanned(day, [.. prompts], null);
    }

    public EntrantEvent Issued(PromptNumber number) =>
        new EntrantEvent.PromptIssued(number, Now, Now.AddHours(1), Channel.App);

    public EntrantEvent Located(PromptNumber? number, PromptOutcome? fate, PresenceVerdict presence = PresenceVerdict.Inside) =>
        new EntrantEvent.LocationReported(
            new(2), number, 1, Now, Now, default, presence, false, null, fate, Receipt.LocationReceived);

    public EntrantEvent Felt(PromptNumber? number, PromptOutcome? fate) =>
        new EntrantEvent.HealthReported(new(3), number, 1, Now, Now, default, fate, Receipt.HealthReceived);

    public static EntrantEvent Closed(PromptNumber number, PromptOutcome fate, Excuse excuse = Excuse.None) =>
        new EntrantEvent.PromptClosed(number, fate, excuse);
}
