using Actors.Domain.Entrants.Prompts;
using FsCheck;
using FsCheck.Fluent;

namespace Actors.Domain.Tests.Entrants.Prompts;

public sealed class PromptStatesTests
{
    private static readonly DateTimeOffset Start = new(2021, 3, 1, 0, 0, 0, TimeSpan.Zero);

    // Seconds after the time for which a prompt was planned; null: never.
    private static readonly Gen<int?> Offsets = Gen.Choose(-500_000, 1_000_000)
        .Select(second => second < 0 ? (int?)null : second);

    private static readonly Gen<PromptState> States =
        from number in Gen.Choose(0, 40)
        from kind in Gen.Choose(0, 2)
        from planned in Gen.Choose(0, 1_000_000)
        from offsets in Offsets.ArrayOf(4)
        from extension in Gen.Choose(0, 4_095)
        from reminded in Gen.Elements(true, false)
        from fate in Gen.Choose(0, 5)
        from excuse in Gen.Choose(0, 7)
        select new PromptState
        {
            Excuse = (Excuse)excuse,
            Outcome = (PromptOutcome)fate,
            Reminded = reminded,
            Extension = TimeSpan.FromSeconds(extension),
            ClosesAt = After(planned, offsets[0]),
            OpenedAt = After(planned, offsets[1]),
            DeliveredAt = After(planned, offsets[2]),
            IssuedAt = After(planned, offsets[3]),
            PlannedAt = Start.AddSeconds(planned),
            Kind = (PromptKind)kind,
            Number = Number(number),
        };

    [Fact]
    public void A_prompt_keeps_each_of_its_values() => Prop.ForAll(States.ToArbitrary(), States.ToArbitrary(), (one, other) =>
    {
        var mixed = other with
        {
            Number = one.Number,
            Kind = one.Kind,
            PlannedAt = one.PlannedAt,
            IssuedAt = one.IssuedAt,
            DeliveredAt = one.DeliveredAt,
            OpenedAt = one.OpenedAt,
            ClosesAt = one.ClosesAt,
            Extension = one.Extension,
            Reminded = one.Reminded,
            Outcome = one.Outcome,
            Excuse = one.Excuse,
        };
        var changed = one with { Outcome = other.Outcome };
        return mixed == one
            && changed.Outcome == other.Outcome
            && (changed with { Outcome = one.Outcome }) == one;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Prompts_are_kept_in_order() => Prop.ForAll(
        States.ArrayOf().Select(states => states.Take(PromptStates.Capacity).ToArray()).ToArbitrary(),
        Gen.Choose(0, 40).ToArbitrary(),
        (added, removed) =>
        {
            var model = new SortedDictionary<int, PromptState>();
            var states = default(PromptStates);
            foreach (var state in added)
            {
                model[state.Number.Value] = state;
                states = states.With(state);
            }

            model.Remove(removed);
            states = states.Without(Number(removed));
            return ToList(states).SequenceEqual(model.Values)
                && model.Values.All(state => states.Find(state.Number) == state)
                && states.Find(Number(removed)) is null
                && PromptStates.Of(model.Values.ToArray()) == states;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Seconds_are_kept_and_parts_of_them_are_not()
    {
        var prompt = new PromptState
        {
            Number = Number(1),
            Kind = PromptKind.Location,
            PlannedAt = Start,
            IssuedAt = Start.AddSeconds(1.9).ToOffset(TimeSpan.FromHours(9)),
        };
        Assert.Equal(Start.AddSeconds(1), prompt.IssuedAt);
        Assert.Null(prompt.ClosesAt);
        Assert.Equal(PromptOutcome.Planned, prompt.Outcome);
    }

    [Fact]
    public void There_is_a_bound()
    {
        var states = default(PromptStates);
        for (var number = 0; number < PromptStates.Capacity; number++)
        {
            states = states.With(Prompt(number));
        }

        Assert.Equal(states, states.With(Prompt(5)));
        Assert.Throws<InvalidOperationException>(() => states.With(Prompt(99)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Prompt(1) with { Extension = TimeSpan.FromSeconds(4_096) });
    }

    [Fact]
    public void Going_through_them_takes_no_memory()
    {
        var states = default(PromptStates).With(Prompt(1)).With(Prompt(2));
        var earliest = Earliest(states);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < 100; round++)
        {
            earliest = Earliest(states);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.Equal(Start.AddMinutes(1), earliest);
    }

    [Fact]
    public void Prompts_out_of_order_are_refused()
    {
        Assert.Throws<ArgumentException>(() => PromptStates.Of([Prompt(2), Prompt(1)]));
        Assert.Throws<ArgumentException>(() => PromptStates.Of([Prompt(1), Prompt(1)]));
        Assert.Throws<ArgumentException>(() => PromptStates.Of(new PromptState[PromptStates.Capacity + 1]));
    }

    private static DateTimeOffset Earliest(PromptStates states)
    {
        var earliest = DateTimeOffset.MaxValue;
        foreach (var state in states)
        {
            earliest = state.PlannedAt < earliest ? state.PlannedAt : earliest;
        }

        return earliest;
    }

    private static List<PromptState> ToList(PromptStates states)
    {
        var list = new List<PromptState>();
        foreach (var state in states)
        {
            list.Add(state);
        }

        return list;
    }

    private static DateTimeOffset? After(int planned, int? offset) =>
        offset is { } seconds ? Start.AddSeconds(planned + seconds) : null;

    private static PromptNumber Number(int value) => new(value >> 4, value & 15);

    private static PromptState Prompt(int number) =>
        new() { Number = Number(number), Kind = PromptKind.Location, PlannedAt = Start.AddMinutes(number) };
}
