using Actors.Domain.Calls;
using Actors.Domain.Ledger;

namespace Actors.Domain.Tests.Calls;

public sealed class CallQueueRulesTests
{
    private CallQueueState _state = new();

    [Fact]
    public void Wish_comes_before_a_face_and_a_face_before_everything_else_and_among_equals_who_waits_longest()
    {
        Enter(1, CallReason.Connection, 0);
        Enter(2, CallReason.FaceUnknown, 2);
        Enter(3, CallReason.PlaceUnknown, 1);
        Enter(4, CallReason.Wish, 9);
        Enter(5, CallReason.FaceFailed, 1);
        Enter(6, CallReason.Wish, 8);
        Assert.Equal([6, 4, 5, 2, 1, 3], Order());
    }

    [Fact]
    public void Every_reason_has_its_place() => Assert.All(
        Enum.GetValues<CallReason>(), reason => Assert.InRange(CallQueueRules.Urgency(Waiting(1, reason, 0)), 0, 2));

    [Fact]
    public void Entering_and_leaving_may_be_repeated()
    {
        Assert.Equal([new CallQueueEffect.TellPlaces()], Enter(1, CallReason.Wish, 0).Effects);
        Assert.Empty(Enter(1, CallReason.Wish, 0).Events);
        Assert.Equal([new CallQueueEffect.TellPlaces()], Leave(1, 1).Effects);
        Assert.Empty(Leave(1, 1).Events);
        Assert.Empty(_state.Waiting);
    }

    [Fact]
    public void Later_call_of_the_same_person_takes_the_place_of_the_earlier_one_and_not_the_other_way_round()
    {
        Enter(1, CallReason.Wish, 0);
        Enter(1, CallReason.FaceFailed, 5, number: 2);
        Assert.Equal(2, Assert.Single(_state.Waiting).Number);
        Assert.Empty(Enter(1, CallReason.Wish, 0).Events);
        Assert.Empty(Leave(1, 1).Events);
    }

    [Fact]
    public void When_too_many_wait_no_person_is_taken_in()
    {
        for (var person = 0; person < Limits.WaitingCalls; person++)
        {
            Enter(person, CallReason.Wish, person);
        }

        Assert.Empty(Enter(100_000, CallReason.Wish, 0).Events);
        Leave(0, 1);
        Assert.NotEmpty(Enter(100_000, CallReason.Wish, 0).Events);
    }

    private static WaitingCall Waiting(int person, CallReason reason, int minute, int number = 1) =>
        new(ScriptedCalls.Person(person), number, reason, ScriptedCalls.At(2, 10, 0, 0).AddMinutes(minute));

    private Decision<CallQueueEvent, CallQueueEffect> Enter(int person, CallReason reason, int minute, int number = 1) =>
        Take(CallQueueRules.Enter(_state, Waiting(person, reason, minute, number)));

    private Decision<CallQueueEvent, CallQueueEffect> Leave(int person, int number) =>
        Take(CallQueueRules.Leave(_state, ScriptedCalls.Person(person), number));

    private Decision<CallQueueEvent, CallQueueEffect> Take(Decision<CallQueueEvent, CallQueueEffect> decision)
    {
        _state = decision.Events.Aggregate(_state, (state, happened) => state.Apply(happened));
        return decision;
    }

    private IEnumerable<int> Order() => _state.Waiting.Select(waiting =>
        Enumerable.Range(1, 6).Single(person => ScriptedCalls.Person(person) == waiting.Person));
}
