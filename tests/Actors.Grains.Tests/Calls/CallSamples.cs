using Actors.Domain.Calls;
using Actors.Domain.Ledger;
using Actors.Domain.Programmes;
using Actors.Grains.Ledger;
using Actors.Testing.Entrants;

namespace Actors.Grains.Tests.Calls;

/// <summary>One of everything that calls put into storage, and states with everything and with next to nothing in them.</summary>
internal static class CallSamples
{
    private static readonly DateTimeOffset At = new(2026, 3, 4, 2, 30, 0, TimeSpan.Zero);

    private static readonly CallSubject Subject = new()
    {
        Stay = EntrantCluster.Stay(1),
        Programme = TestProgrammes.Japan.Version,
        LandedAt = At.AddDays(-2),
        EndsAt = At.AddDays(13),
    };

    /// <summary>Events in an order in which they can happen.</summary>
    public static IReadOnlyList<CallEvent> Events { get; } =
    [
        new CallEvent.StayFollowed(
            Subject with { Companions = [EntrantCluster.Person(2), EntrantCluster.Person(3)] }, 1, At.AddDays(-1),
            TimeSpan.FromMinutes(1)),
        new CallEvent.DayPlanned(2, [At, At.AddHours(4)], At.AddHours(10)),
        new CallEvent.Postponed(At, At.AddMinutes(12)),
        new CallEvent.Postponed(At.AddHours(4), null),
        new CallEvent.DayPlanned(3, [At.AddDays(1)], At.AddHours(34)),
        new CallEvent.Announced(
            1, CallCause.Planned, At.AddMinutes(11), At.AddMinutes(12), At.AddHours(8),
            [EntrantCluster.Person(1), EntrantCluster.Person(2), EntrantCluster.Person(3)]),
        new CallEvent.Rang(1, At.AddMinutes(12), At.AddMinutes(12).AddSeconds(45)),
        new CallEvent.Shown(1, At.AddMinutes(12)),
        new CallEvent.Unanswered(1, At.AddMinutes(13), WasShown: false, Declined: true, At.AddMinutes(28)),
        new CallEvent.Answered(1, At.AddMinutes(20), At.AddMinutes(20).AddSeconds(30), At.AddMinutes(22)),
        new CallEvent.Kept(1, At.AddMinutes(21)),
        new CallEvent.FaceJudged(1, At.AddMinutes(21), EntrantCluster.Person(1), new(FaceOutcome.Passed, "none"), null),
        new CallEvent.Interrupted(1, At.AddMinutes(21), Interruption.Connection, At.AddMinutes(22)),
        new CallEvent.Answered(1, At.AddMinutes(22), At.AddMinutes(22).AddSeconds(30), At.AddMinutes(24)),
        new CallEvent.PlaceJudged(1, At.AddMinutes(22), PlaceOutcome.Outside),
        new CallEvent.FaceJudged(
            1, At.AddMinutes(23), EntrantCluster.Person(2), new(FaceOutcome.Failed, "no-turn"), At.AddMinutes(24)),
        new CallEvent.Escalated(1, At.AddMinutes(24), CallReason.FaceFailed, At.AddMinutes(27)),
        new CallEvent.Ended(1, At.AddMinutes(27), CallOutcome.CallBack, At.AddMinutes(57)),
    ];

    /// <summary>One of each kind.</summary>
    public static IReadOnlyList<CallEffect> Effects { get; } =
    [
        new CallEffect.ShowCall(), new CallEffect.WaitForStaff(1), new CallEffect.StopWaiting(1),
        new CallEffect.StopWaiting(1, ProgrammeId.Parse("japan-2021")),
        new CallEffect.Conclude(new(1, CallCause.Planned, CallOutcome.CallBack)),
    ];

    /// <summary>A person who waits for staff.</summary>
    public static WaitingCall Waiting { get; } = new(EntrantCluster.Person(1), 3, CallReason.PlaceUnknown, At);

    /// <summary>A state in the middle of a call, with everything in it that there can be.</summary>
    public static Ledgered<CallsState, CallEvent, CallEffect> Full { get; } = Make<CallsState, CallEvent, CallEffect>(
        [Events[0], Events[1], Events[2], .. Events.Skip(5), .. Events.Skip(5).SkipLast(1)], Effects);

    /// <summary>The state of a person alone between two calls.</summary>
    public static Ledgered<CallsState, CallEvent, CallEffect> Idle
    {
        get
        {
            var state = Make<CallsState, CallEvent, CallEffect>(
                [
                    new CallEvent.StayFollowed(Subject, 1, At.AddDays(-1), TimeSpan.FromMinutes(1)), Events[1],
                    Events[5], Events[^1], new CallEvent.DayPlanned(3, [At.AddDays(1)], At.AddHours(34)),
                ],
                []);
            return new(state.Value, state.Sequence, state.EffectSequence, [], default);
        }
    }

    /// <summary>Two who wait.</summary>
    public static Ledgered<CallQueueState, CallQueueEvent, CallQueueEffect> Queue { get; } =
        Make<CallQueueState, CallQueueEvent, CallQueueEffect>(
            [
                new CallQueueEvent.Entered(Waiting),
                new CallQueueEvent.Entered(Waiting with { Person = EntrantCluster.Person(2), Reason = CallReason.Wish }),
            ],
            [new CallQueueEffect.TellPlaces()]);

    private static Ledgered<TState, TEvent, TEffect> Make<TState, TEvent, TEffect>(
        IReadOnlyList<TEvent> events, IReadOnlyList<TEffect> effects)
        where TState : class, IEventSourced<TState, TEvent>, new()
        where TEvent : class
    {
        var state = new Ledgered<TState, TEvent, TEffect>();
        state.Apply(new() { Events = [.. events], Effects = [.. effects] }, null, At, TimeSpan.Zero);
        state.MarkCommitted();
        return state;
    }
}
