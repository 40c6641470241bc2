using Actors.Domain.Entrants;
using Actors.Domain.Entrants.Presence;
using Actors.Domain.Entrants.Prompts;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Ledger;
using Actors.Domain.Programmes;
using Actors.Domain.Protection;
using Actors.Domain.Tests.Plans;

namespace Actors.Domain.Tests.Entrants;

/// <summary>
/// A person, a phone and a platform that all do what they like, drawn from a seed: answers early, late, twice, with old
/// handles; connections that come and go; a platform that is away and knows it.
/// </summary>
internal sealed class RandomLife
{
    private static readonly Sealed Secret = Sealed.FromBytes(new byte[Sealed.Overhead]);
    private readonly Random _random;
    private readonly Programme _programme;
    private readonly List<string> _handles = [];
    private readonly double _eager;
    private readonly double _away;
    private KnownOutages _outages = KnownOutages.None;
    private DateTimeOffset _now;
    private DateTimeOffset? _heardAt;
    private bool _isConnected;
    private ulong _command;

    public RandomLife(int seed, Programme programme)
    {
        _random = new(seed);
        _programme = programme;
        _eager = _random.NextDouble();
        _away = _random.NextDouble() * 0.02;
        _now = new DateTimeOffset(2021, 3, 1, 0, 0, 0, TimeSpan.Zero).AddSeconds(_random.Next(400 * 86_400));
        LandedAt = _now.AddSeconds(-_random.Next(_random.Next(4) == 0 ? 5 * 86_400 : 7_200));
        Period = StayPeriod.For(programme.Days, programme.Zone, LandedAt);
        Take(StayRules.Start(
            State, new(PlanKeys.Stay, programme.Version, LandedAt, IsConfirmed: true), Context()));
    }

    public DateTimeOffset LandedAt { get; }

    public StayPeriod Period { get; }

    public EntrantState State { get; private set; } = new();

    public List<(DateTimeOffset At, EntrantEvent Event)> History { get; } = [];

    public KnownOutages Outages => _outages;

    /// <summary>Lives until two days after the end.</summary>
    public void Live()
    {
        while (_now < Period.FreeAt.AddDays(2))
        {
            Step();
        }
    }

    private void Step()
    {
        if (_random.NextDouble() < _away)
        {
            // The platform is away: nothing happens, and it knows so afterwards.
            var from = _now;
            _now = _now.AddSeconds(_random.Next(_random.Next(3) == 0 ? 40_000 : 900));
            _outages = _outages.With(new(from, _now));
            _isConnected = false;
        }
        else
        {
            var due = State.NextDue?.At ?? _now.AddDays(1);
            var until = _now.AddSeconds(_random.Next(3_600));
            _now = due < until && due > _now ? due : until;
        }

        Take(DueRules.Decide(State, Context()));
        Assert.True(State.NextDue is not { } next || next.At > _now, $"Still due at {State.NextDue}, now is {_now}.");
        Act();
    }

    private void Act()
    {
        if (_random.NextDouble() > _eager)
        {
            return;
        }

        _isConnected = _random.Next(5) > 0;
        if (_isConnected)
        {
            _heardAt = _now;
        }

        foreach (var prompt in State.Stay!.Prompts)
        {
            if (prompt.Outcome == PromptOutcome.Open)
            {
                _handles.Add(PromptHandle.Issue(PlanKeys.Rising, PlanKeys.Stay, prompt.Number));
            }
        }

        var handle = _handles.Count == 0 || _random.Next(5) == 0
            ? null
            : _handles[^_random.Next(1, Math.Min(_handles.Count, 4) + 1)];
        var answer = new Answer(new(_random.Next(10) == 0 ? _command : ++_command), handle, new(_now));
        if (State.Receipts.Find(answer.Command) != Receipt.None
            || AnswerRules.Check(State, answer, _programme.Presence.RefusedAfter, _now) is not null)
        {
            return;
        }

        Take(_random.Next(6) switch
        {
            0 => CheckInRules.CheckIn(
                State, Context(), answer with { Handle = null }, Secret, [Secret], (PlaceFit)_random.Next(3)),
            1 => HealthReportRules.Report(State, Context(), answer, Secret, _random.Next(9) == 0),
            2 when handle is not null => ProofRules.Deliver(State, Context(), handle, Channel.App),
            3 when handle is not null => ProofRules.Open(State, Context(), handle),
            _ => LocationReportRules.Report(
                State, Context(), answer, new(Secret, Presence(), IsMock: false, null)),
        });
    }

    private PresenceVerdict? Presence() => State.Stay!.Places.IsEmpty ? null : (PresenceVerdict)_random.Next(3);

    private EntrantContext Context() => new(_programme, PlanKeys.Rising, _outages, _now, _heardAt, _isConnected);

    private void Take(Decision<EntrantEvent, EntrantEffect> decision)
    {
        foreach (var happened in decision.Events)
        {
            State = State.Apply(happened);
            History.Add((_now, happened));
        }
    }
}
