using Actors.Domain.Entrants;
using Actors.Domain.Entrants.Contact;
using Actors.Domain.Entrants.Presence;
using Actors.Domain.Entrants.Prompts;
using Actors.Domain.Programmes;
using Actors.Domain.Protection;
using Actors.Domain.Tests.Programmes;
using Actors.Domain.Tests.Plans;

using Decision = Actors.Domain.Ledger.Decision<Actors.Domain.Entrants.EntrantEvent, Actors.Domain.Entrants.EntrantEffect>;

namespace Actors.Domain.Tests.Entrants;

/// <summary>A person to whom happens what a test says, and what falls due meanwhile. Times are those of Tokyo.</summary>
internal sealed class ScriptedLife
{
    private static readonly TimeSpan Tokyo = TimeSpan.FromHours(9);
    private static readonly Sealed Secret = Sealed.FromBytes(new byte[Sealed.Overhead]);
    private readonly Programme _programme = ProgrammeFiles.Japan;
    private ulong _command;

    /// <summary>A person who landed in the morning of 1 March 2021, and checked in at once.</summary>
    public ScriptedLife(bool isConfirmed = true)
    {
        Now = At(1, 7);
        Take(Start(Now, isConfirmed));
        Take(CheckInRules.CheckIn(State, Context, Answer(null), Secret, [Secret], PlaceFit.Known));
    }

    public EntrantState State { get; private set; } = new();

    public StayState Stay => State.Stay!;

    public DateTimeOffset Now { get; set; }

    public KnownOutages Outages { get; set; } = KnownOutages.None;

    public DateTimeOffset? HeardAt { get; set; }

    public bool IsConnected { get; set; } = true;

    public List<EntrantEvent> History { get; } = [];

    public EntrantContext Context => new(_programme, PlanKeys.Rising, Outages, Now, HeardAt, IsConnected);

    /// <summary>A time of day in March 2021.</summary>
    public static DateTimeOffset At(int day, int hour, int minute = 0) => new(2021, 3, day, hour, minute, 0, Tokyo);

    /// <summary>Begins a stay.</summary>
    public Decision Start(DateTimeOffset landedAt, bool isConfirmed = true, int number = 0) => StayRules.Start(
        State, new(PlanKeys.Numbered(number), _programme.Version, landedAt, isConfirmed), Context);

    /// <summary>Goes on to a moment; what falls due before happens in time.</summary>
    public void LiveUntil(DateTimeOffset until)
    {
        while (State.NextDue?.At is { } due && due <= until)
        {
            Assert.True(due >= Now, $"Still due at {due}, now is {Now}.");
            Now = due;
            Due();
        }

        Now = until;
    }

    /// <summary>Goes on until a prompt opens.</summary>
    public PromptState NextPrompt(PromptKind kind)
    {
        for (var due = Now; ; due = State.NextDue!.Value.At)
        {
            LiveUntil(due);
            foreach (var prompt in Stay.Prompts)
            {
                if (prompt.Kind == kind && prompt.Outcome == PromptOutcome.Open)
                {
                    return prompt;
                }
            }
        }
    }

    /// <summary>What is due by now happens.</summary>
    public Decision Due() => Take(DueRules.Decide(State, Context));

    public void Deliver(PromptState prompt) => Take(ProofRules.Deliver(State, Context, HandleOf(prompt), Channel.App));

    public Decision Locate(PromptState? prompt, PresenceVerdict presence = PresenceVerdict.Inside) => Take(
        LocationReportRules.Report(State, Context, Answer(prompt), new(Secret, presence, IsMock: false, null)));

    public Decision ReportHealth(DateTimeOffset answeredAt, PromptState? prompt = null, bool hasSymptoms = false) =>
        Take(HealthReportRules.Report(
            State, Context, Answer(prompt) with { Time = new(answeredAt) }, Secret, hasSymptoms));

    public Decision Confirm() => Take(StayRules.Confirm(State, Context));

    /// <summary>A command without a prompt, which may be repeated.</summary>
    public Answer Unasked() => Answer(null);

    /// <summary>What a command is answered: as before when it is known, otherwise it is taken or refused.</summary>
    public EntrantReply Give(Answer answer)
    {
        if (State.Receipts.Find(answer.Command) is var receipt and not Receipt.None)
        {
            return EntrantReply.Of(receipt);
        }

        if (AnswerRules.Check(State, answer, _programme.Presence.RefusedAfter, Now) is { } refusal)
        {
            return EntrantReply.Of(refusal);
        }

        Take(LocationReportRules.Report(State, Context, answer, new(Secret, PresenceVerdict.Inside, IsMock: false, null)));
        return EntrantReply.Of(State.Receipts.Find(answer.Command));
    }

    public Decision CheckIn() =>
        Take(CheckInRules.CheckIn(State, Context, Answer(null), Secret, [Secret], PlaceFit.Known));

    public Decision Hear(PhoneCondition? condition) => Take(ProofRules.RecordContact(State, Context, condition));

    public Decision Take(Decision decision)
    {
        foreach (var happened in decision.Events)
        {
            State = State.Apply(happened);
            History.Add(happened);
        }

        return decision;
    }

    public string HandleOf(PromptState prompt) => PromptHandle.Issue(PlanKeys.Rising, Stay.Id, prompt.Number);

    private Answer Answer(PromptState? prompt) => new(new(++_command), prompt is { } asked ? HandleOf(asked) : null, new(Now));
}
