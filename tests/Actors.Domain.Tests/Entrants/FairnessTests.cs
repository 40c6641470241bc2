using Actors.Domain.Entrants;
using Actors.Domain.Entrants.Presence;
using Actors.Domain.Entrants.Prompts;
using Actors.Domain.Ledger;
using Actors.Domain.Programmes;
using Actors.Domain.Protection;
using Actors.Domain.Tests.Plans;
using Actors.Domain.Tests.Programmes;

namespace Actors.Domain.Tests.Entrants;

/// <summary>
/// Whatever is wrong with a phone, who acts within the window has no miss, and staff learn of a phone that never gives an
/// answer that can be used. Phones with a clock an hour ahead, or with the approximate position of Android, had every prompt
/// counted as missed.
/// </summary>
public sealed class FairnessTests
{
    private const int Lives = 40;

    [Fact]
    public void Nobody_who_acts_within_the_window_has_a_miss()
    {
        for (var seed = 0; seed < Lives; seed++)
        {
            var life = new BrokenPhone(seed, ProgrammeFiles.Japan);
            life.Live();
            foreach (var number in life.Acted)
            {
                Assert.True(
                    life.Outcomes[number] is PromptOutcome.Answered or PromptOutcome.Late or PromptOutcome.Excused,
                    $"Seed {seed}: {number} is {life.Outcomes[number]} though the person acted in time.");
            }
        }
    }

    [Fact]
    public void Whoever_never_sends_a_usable_answer_reaches_staff_within_a_day()
    {
        for (var seed = 0; seed < Lives; seed++)
        {
            var life = new BrokenPhone(seed, ProgrammeFiles.Japan) { IsNeverUsable = true };
            life.Live();
            var first = life.History.First(entry => entry.Event is EntrantEvent.PromptIssued).At;
            var calls = life.History.Where(entry => entry.Event is EntrantEvent.FollowUpOpened).ToList();
            Assert.True(calls.Count > 0 && calls[0].At <= first.AddDays(1), $"Seed {seed}: staff learnt nothing.");
            Assert.True(
                calls.Any(entry => entry.Event is EntrantEvent.FollowUpOpened { FollowUp: FollowUps.CallDue }),
                $"Seed {seed}: staff are not asked to call.");
        }
    }

    /// <summary>A phone that is wrong in every way that phones are, and a person who mostly acts in time.</summary>
    private sealed class BrokenPhone(int seed, Programme programme)
    {
        private static readonly Sealed Secret = Sealed.FromBytes(new byte[Sealed.Overhead]);
        private readonly Random _random = new(seed);
        private readonly List<(DateTimeOffset At, Action Step)> _steps = [];
        private TimeSpan _ahead;
        private double _gain;
        private bool _tellsSendTime;
        private bool _isCoarse;
        private DateTimeOffset _now = new(2021, 3, 1, 0, 0, 0, TimeSpan.Zero);
        private ulong _command;

        public EntrantState State { get; private set; } = new();

        public bool IsNeverUsable { get; init; }

        /// <summary>The prompts within whose window the person acted.</summary>
        public HashSet<PromptNumber> Acted { get; } = [];

        public Dictionary<PromptNumber, PromptOutcome> Outcomes { get; } = [];

        public List<(DateTimeOffset At, EntrantEvent Event)> History { get; } = [];

        private DateTimeOffset PhoneNow => _now + _ahead + (_now - State.Stay!.LandedAt) * _gain;

        public void Live()
        {
            _ahead = TimeSpan.FromHours((_random.NextDouble() - 0.5) * 96);
            _gain = (_random.NextDouble() - 0.5) / 100;
            (_tellsSendTime, _isCoarse) = (_random.Next(2) == 0, _random.Next(3) == 0);
            Take(StayRules.Start(State, new(PlanKeys.Stay, programme.Version, _now, IsConfirmed: true), Context));
            Take(CheckInRules.CheckIn(State, Context, NewAnswer(null), Secret, [Secret], PlaceFit.Known));
            while (State.Stay is { HasEnded: false })
            {
                var next = _steps.Select(step => step.At).Append(State.NextDue!.Value.At).Min();
                _now = next > _now ? next : _now;
                Take(DueRules.Decide(State, Context));
                foreach (var step in _steps.Where(step => step.At <= _now).ToList())
                {
                    _steps.Remove(step);
                    step.Step();
                }

                if (_random.Next(200) == 0)
                {
                    _ahead = TimeSpan.FromHours((_random.NextDouble() - 0.5) * 96); // The person sets the clock.
                }
            }
        }

        private EntrantContext Context => new(programme, PlanKeys.Rising, KnownOutages.None, _now, _now, IsConnected: true);

        private Answer NewAnswer(string? handle) =>
            new(new(++_command), handle, new(PhoneNow, _tellsSendTime ? PhoneNow : null));

        private void Take(Decision<EntrantEvent, EntrantEffect> decision)
        {
            foreach (var happened in decision.Events)
            {
                State = State.Apply(happened);
                History.Add((_now, happened));
                switch (happened)
                {
                    case EntrantEvent.PromptIssued issued:
                        Shown(issued.Prompt, issued.ClosesAt);
                        break;
                    case EntrantEvent.SecondFixAsked asked:
                        Shown(asked.Prompt, asked.ClosesAt);
                        break;
                    case EntrantEvent.AnswerFailed failed when Outcomes[failed.Prompt] == PromptOutcome.Missed:
                        Outcomes[failed.Prompt] = PromptOutcome.Excused;
                        break;
                    case EntrantEvent.PromptClosed closed:
                        Outcomes[closed.Prompt] = closed.Outcome;
                        break;
                    case EntrantEvent.LocationReported { Prompt: { } prompt, Outcome: { } outcome }:
                        Outcomes[prompt] = outcome;
                        break;
                    case EntrantEvent.HealthReported { Prompt: { } prompt, Outcome: { } outcome }:
                        Outcomes[prompt] = outcome;
                        break;
                }
            }
        }

        private void Shown(PromptNumber number, DateTimeOffset closesAt)
        {
            Outcomes[number] = PromptOutcome.Open;
            var handle = PromptHandle.Issue(PlanKeys.Rising, PlanKeys.Stay, number);
            _steps.Add((_now, () => Take(ProofRules.Deliver(State, Context, handle, Channel.App))));
            var at = _now + (closesAt - _now) * _random.NextDouble() * 0.99;
            if (_random.Next(20) > 0)
            {
                _steps.Add((at, () => Act(number, handle)));
            }
        }

        private void Act(PromptNumber number, string handle)
        {
            Acted.Add(number);
            var answer = NewAnswer(handle);
            var isHealth = number.Index == 0;
            var kind = isHealth ? AnswerKind.Health : AnswerKind.Location;
            if (IsNeverUsable || _random.Next(10) == 0)
            {
                Take(FailedAnswerRules.Record(State, Context, _random.Next(2) == 0 ? kind : AnswerKind.Any, "wrong-types", _now));
                return;
            }

            if (isHealth && _random.Next(3) == 0)
            {
                answer = answer with { Handle = null }; // For the prompt of the day.
            }

            if (_random.Next(10) == 0)
            {
                // The clock was set right between answering and sending.
                answer = answer with { Time = new(answer.Time.AnsweredAt, _now) };
            }

            Send(answer, isHealth, kind);
            if (_random.Next(5) == 0)
            {
                Send(answer, isHealth, kind); // Repeated.
                Send(answer with { Command = new(++_command) }, isHealth, kind); // And once more, by mistake as another one.
            }
        }

        private void Send(Answer answer, bool isHealth, AnswerKind kind)
        {
            if (State.Receipts.Find(answer.Command) != Receipt.None)
            {
                return;
            }

            if (AnswerRules.Check(State, answer, programme.Presence.RefusedAfter, _now) is not null)
            {
                Take(FailedAnswerRules.Record(State, Context, kind, "refused", _now));
                return;
            }

            var decision = isHealth
                ? HealthReportRules.Report(State, Context, answer, Secret, hasSymptoms: false)
                : LocationReportRules.Report(
                    State, Context, answer,
                    new(Secret, _isCoarse ? PresenceVerdict.Unusable : PresenceVerdict.Inside, IsMock: false, null));
            Take(decision.Refusal is { } refusal
                ? FailedAnswerRules.Record(State, Context, kind, refusal.Code, _now)
                : decision);
        }
    }
}
