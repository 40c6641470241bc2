using Actors.Domain.Calls;
using Actors.Domain.Entrants.Calls;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Programmes;
using Actors.Domain.Tests.Programmes;
using Actors.Domain.Tests.Plans;

using Decision = Actors.Domain.Ledger.Decision<Actors.Domain.Calls.CallEvent, Actors.Domain.Calls.CallEffect>;

namespace Actors.Domain.Tests.Calls;

/// <summary>
/// A person who landed in the morning of 1 March 2021 is called as a test says, and what falls due meanwhile happens in
/// time. Times are those of Tokyo.
/// </summary>
internal sealed class ScriptedCalls
{
    public static readonly FaceResult Passed = new(FaceOutcome.Passed, "none");
    public static readonly FaceResult Failed = new(FaceOutcome.Failed, "no-turn");
    public static readonly FaceResult Unknown = new(FaceOutcome.Unknown, "detector");
    private static readonly TimeSpan Tokyo = TimeSpan.FromHours(9);

    public ScriptedCalls(int companions = 0, bool isFollowed = true)
    {
        Now = At(1, 7);
        Subject = new()
        {
            Stay = PlanKeys.Stay,
            Programme = Programme.Version,
            LandedAt = Now,
            EndsAt = At(16, 0),
            Companions = [.. Enumerable.Range(2, companions).Select(Person)],
        };
        if (isFollowed)
        {
            Follow(Subject);
        }
    }

    public static EntrantId Me => Person(1);

    public Programme Programme { get; set; } = ProgrammeFiles.Japan;

    public CallRules Rules => Programme.Calls;

    public CallSubject Subject { get; private set; }

    public CallSchedule State { get; private set; } = new();

    public CallState Call => State.Call!;

    public CallStage? Stage => State.Call?.Stage;

    public CallOutcome? Outcome => State.Call is null ? State.Last?.Outcome : null;

    public DateTimeOffset Now { get; set; }

    public double Speed { get; set; } = 1;

    public bool HasRoom { get; set; } = true;

    /// <summary>Whether a member of staff is at a desk.</summary>
    public bool HasDesk { get; set; } = true;

    /// <summary>Whether pictures come for as long as they are wanted.</summary>
    public bool HasPictures { get; set; } = true;

    public DateTimeOffset? MediaSeenAt { get; set; }

    public KnownOutages Outages { get; set; } = KnownOutages.None;

    public List<CallEvent> History { get; } = [];

    public List<CallEffect> Effects { get; } = [];

    public CallContext Context => new(Me, Programme, PlanKeys.Rising, Outages, Now, Speed, HasRoom, HasDesk, MediaSeenAt);

    /// <summary>A time of day in March 2021.</summary>
    public static DateTimeOffset At(int day, int hour, int minute = 0, int second = 0) =>
        new(2021, 3, day, hour, minute, second, Tokyo);

    public static EntrantId Person(int number) => new(PlanKeys.Numbered(number).Record);

    public Decision Follow(CallSubject subject) => Take(CallPlanRules.Follow(State, Subject = subject, Context));

    public Decision Request() => Take(RingRules.Request(State, Context));

    public Decision Show() => Take(RingRules.ConfirmRinging(State, Context, State.LastNumber));

    public Decision Decline() => Take(RingRules.Decline(State, Context, State.LastNumber));

    public Decision PutOff() => Take(RingRules.Postpone(State, Context, State.LastNumber));

    public Decision AskForPerson() => Take(CheckRules.AskForPerson(State, Context, State.LastNumber));

    public Decision Interrupt(Interruption cause) => Take(CheckRules.Interrupt(State, Context, State.LastNumber, cause));

    public Decision Place(PlaceOutcome place) => Take(CheckRules.RecordPlace(State, Context, State.LastNumber, place));

    public Decision Face(FaceResult face, EntrantId? person = null) =>
        Take(CheckRules.RecordFaceResult(State, Context, State.LastNumber, person ?? Me, face));

    public Decision Answer()
    {
        var decision = Take(CheckRules.Answer(State, Context, State.LastNumber));
        MediaSeenAt = Now;
        return decision;
    }

    /// <summary>The planned call of the second of March, until the person is told of it.</summary>
    public ScriptedCalls Announced()
    {
        LiveUntil(At(1, 23));
        LiveUntil(State.NoticeAt(State.Planned[0]));
        Assert.Equal(CallStage.Announced, Stage);
        return this;
    }

    /// <summary>The same, until it rings.</summary>
    public ScriptedCalls Ringing()
    {
        Announced();
        LiveUntil(Call.DueAt);
        Assert.Equal(CallStage.Ringing, Stage);
        return this;
    }

    /// <summary>The same, answered as soon as it rings.</summary>
    public ScriptedCalls Checking()
    {
        Ringing();
        Assert.Null(Answer().Refusal);
        return this;
    }

    /// <summary>The call that goes on rings out, on a phone that says so or not.</summary>
    public void RingOut(bool isShown)
    {
        Assert.Equal(CallStage.Ringing, Stage);
        if (isShown)
        {
            Show();
        }

        LiveUntil(Call.DueAt);
    }

    /// <summary>Goes on to a moment; what falls due before happens in time.</summary>
    public void LiveUntil(DateTimeOffset until)
    {
        while (State.NextDue?.At is { } due && due <= until)
        {
            Now = due > Now ? due : Now;
            if (HasPictures && Stage is CallStage.Checking)
            {
                MediaSeenAt = Now;
            }

            Due();
        }

        Now = until > Now ? until : Now;
    }

    public void Live(TimeSpan span) => LiveUntil(Now + span);

    /// <summary>The server is away, and knows it when it is back; whatever was in memory is gone.</summary>
    public void BeAway(TimeSpan span)
    {
        Outages = Outages.With(new(Now, Now + span));
        Now += span;
        MediaSeenAt = null;
        if (State.NextDue?.At <= Now)
        {
            Due();
        }
    }

    public Decision Due()
    {
        var decision = Take(CallDueRules.Decide(State, Context));
        Assert.False(State.NextDue?.At <= Now, $"Still due at {State.NextDue?.At}, now is {Now}.");
        return decision;
    }

    private Decision Take(Decision decision)
    {
        Assert.True(decision.Refusal is null || decision.Events.IsEmpty);
        foreach (var happened in decision.Events)
        {
            State = State.Apply(happened);
            History.Add(happened);
        }

        Effects.AddRange(decision.Effects);
        return decision;
    }
}
