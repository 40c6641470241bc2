using System.Text.Json;
using Actors.Domain.Calls;
using Actors.Domain.Entrants.Calls;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Ledger;
using Actors.Domain.Programmes;
using Actors.Domain.Tests.Plans;
using Actors.Grains.Formats;

namespace Actors.Domain.Tests.Calls;

/// <summary>
/// A person, phones, media and a platform that do what they like, drawn from a seed: commands come twice, late and for other
/// calls; servers die and know it; the clock changes its speed; effects on the queue are carried out later.
/// </summary>
internal sealed class RandomCalls
{
    private readonly Random _random;
    private readonly Programme _programme;
    private readonly Queue<CallEffect> _queueErrands = [];
    private readonly double _hasty;
    private CallSubject _subject;
    private DateTimeOffset _now;
    private DateTimeOffset? _mediaSeenAt;
    private double _speed = 1;
    private bool _hasRoom = true;

    public RandomCalls(int seed, Programme programme)
    {
        _random = new(seed);
        _programme = programme;
        _hasty = _random.NextDouble();
        _now = new DateTimeOffset(2021, 3, 1, 0, 0, 0, TimeSpan.Zero).AddSeconds(_random.Next(400 * 86_400));
        _subject = NewSubject(1);
        Take(CallPlanRules.Follow(State, _subject, Context));
    }

    public CallSchedule State { get; private set; } = new();

    public KnownOutages Outages { get; private set; } = KnownOutages.None;

    /// <summary>What happened, when, and how fast the clock ran.</summary>
    public List<(CallEvent Event, DateTimeOffset At, double Speed)> History { get; } = [];

    public List<CallConclusion> Conclusions { get; } = [];

    /// <summary>When the person asked to be called.</summary>
    public HashSet<DateTimeOffset> RequestedAt { get; } = [];

    /// <summary>Who waits for staff, as the queue knows it.</summary>
    public HashSet<int> Queue { get; } = [];

    private CallContext Context => new(
        ScriptedCalls.Me, _programme, PlanKeys.Rising, Outages, _now, _speed, _hasRoom,
        HasDesk: _now.Hour % 2 == 0, _mediaSeenAt);

    /// <summary>Lives until the stay is over and everything is told.</summary>
    public void Live(int steps)
    {
        for (var step = 0; step < steps; step++)
        {
            Step();
            CarryOutForQueue(_random.Next(2));
        }

        Take(CallPlanRules.Follow(State, _subject with { HasEnded = true }, Context));
        CarryOutForQueue(int.MaxValue);
    }

    private CallSubject NewSubject(int stay) => new()
    {
        Stay = PlanKeys.Numbered(stay),
        Programme = _programme.Version,
        LandedAt = _now,
        EndsAt = StayPeriod.For(_programme.Days, _programme.Zone, _now).FreeAt,
    };

    private void Step()
    {
        switch (_random.Next(40))
        {
            case 0:
                Change();
                break;
            case 1:
                BeAway(_random.Next(_random.Next(3) == 0 ? 40_000 : 200));
                break;
            case 2:
                _hasRoom = _random.Next(3) > 0;
                break;
            case < 16:
                PassTime();
                break;
            default:
                Say();
                break;
        }
    }

    private void Change()
    {
        _speed = _random.Next(6) switch { 0 => 300, 1 => 0.01, 2 => 0, _ => 1 };
        _subject = _random.Next(8) switch
        {
            0 => NewSubject(_random.Next(1, 1_000)),
            1 => _subject with { HasCarer = !_subject.HasCarer },
            2 or 3 => _subject with { Companions = [.. Enumerable.Range(2, _random.Next(6)).Select(ScriptedCalls.Person)] },
            _ => _subject,
        };
        Take(CallPlanRules.Follow(State, _subject, Context));
    }

    private void BeAway(int seconds)
    {
        if (_random.Next(4) > 0)
        {
            Outages = Outages.With(new(_now, _now.AddSeconds(seconds)));
        }

        _now = _now.AddSeconds(seconds);
        _mediaSeenAt = null;
        Due();
    }

    /// <summary>Mostly until something is due, sometimes less or more.</summary>
    private void PassTime()
    {
        var next = State.NextDue?.At is { } due && due > _now ? due : _now.AddMinutes(1);
        _now = _random.Next(8) switch
        {
            0 => _now.AddSeconds(_random.Next(90)),
            1 => next.AddSeconds(_random.Next(600)),
            _ => next,
        };
        _mediaSeenAt = _random.Next(4) > 0 ? _now : _mediaSeenAt;
        Due();
    }

    private void Due()
    {
        if (State.NextDue?.At > _now)
        {
            return;
        }

        Take(CallDueRules.Decide(State, Context));
        Assert.False(State.NextDue?.At <= _now, $"Due at {State.NextDue?.At:O}, now is {_now:O}.");
    }

    private void Say()
    {
        var number = _random.Next(12) == 0 ? _random.Next(State.LastNumber + 2) : State.LastNumber;
        var person = ScriptedCalls.Person(_random.Next(1, 5));
        person = _random.Next(4) > 0 ? State.Call?.Next?.Person ?? person : person;
        var decision = _random.Next(_hasty < 0.3 ? 24 : 30) switch
        {
            0 or 1 => Request(),
            < 9 => RingRules.ConfirmRinging(State, Context, number),
            9 or 10 => RingRules.Decline(State, Context, number),
            11 => RingRules.Postpone(State, Context, number),
            < 15 => CheckRules.Answer(State, Context, number),
            < 19 => CheckRules.RecordFaceResult(
                State, Context, number, person, new((FaceOutcome)(_random.Next(5) < 3 ? 0 : _random.Next(3)), "reason")),
            < 21 => CheckRules.RecordPlace(State, Context, number, (PlaceOutcome)_random.Next(5)),
            21 => CheckRules.Interrupt(State, Context, number, (Interruption)_random.Next(3)),
            22 => CheckRules.AskForPerson(State, Context, number),
            _ => Decision<CallEvent, CallEffect>.Nothing,
        };
        Take(decision);
        if (_random.Next(6) == 0 && decision.Refusal is null)
        {
            _mediaSeenAt = _now;
        }
    }

    private Decision<CallEvent, CallEffect> Request()
    {
        RequestedAt.Add(_now);
        return RingRules.Request(State, Context);
    }

    /// <summary>In order, as the grain does it: with the state as it is by then.</summary>
    private void CarryOutForQueue(int most)
    {
        for (var done = 0; done < most && _queueErrands.TryDequeue(out var effect); done++)
        {
            if (effect is CallEffect.StopWaiting stop)
            {
                Queue.Remove(stop.Number);
            }
            else if (effect is CallEffect.WaitForStaff wait && State.Call is { Stage: CallStage.Queued } call
                && call.Number == wait.Number)
            {
                Queue.Add(wait.Number);
            }
        }
    }

    /// <summary>What is decided is applied, stored, and read again: life goes on with what was read.</summary>
    private void Take(Decision<CallEvent, CallEffect> decision)
    {
        foreach (var happened in decision.Events)
        {
            State = State.Apply(happened);
            History.Add((happened, _now, _speed));
        }

        foreach (var effect in decision.Effects)
        {
            if (effect is CallEffect.Conclude { Companion: null } conclude)
            {
                Conclusions.Add(conclude.Conclusion);
            }
            else if (effect is not (CallEffect.ShowCall or CallEffect.Conclude))
            {
                _queueErrands.Enqueue(effect);
            }
        }

        var stored = JsonSerializer.SerializeToUtf8Bytes(State, CallFormat.Json);
        var before = State;
        State = JsonSerializer.Deserialize<CallSchedule>(stored, CallFormat.Json)!;
        Assert.Equal(stored, JsonSerializer.SerializeToUtf8Bytes(State, CallFormat.Json));
        Assert.Equal(before.NextDue, State.NextDue);
    }
}
