using System.Collections.Immutable;
using Actors.Domain.Ledger;
using Actors.Grains.Ledger;

namespace Actors.Grains.Tests.Ledger;

/// <summary>Effects are written as their receivers here.</summary>
public sealed class EffectOrderTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Oldest_goes_first() => Assert.Equal(1, Next([Effect(1, "bob"), Effect(2, "bob")])!.Sequence);

    [Fact]
    public void Nothing_is_next() => Assert.Null(Next([]));

    [Fact]
    public void Unwritten_waits_for_its_commit()
    {
        Assert.Null(Next([Effect(3, "bob")], written: 2));
        Assert.Null(Next([Failed(2, "bob"), Effect(3, "cleo")], written: 2));
    }

    [Fact]
    public void Failed_waits_for_its_time_and_lets_others_pass()
    {
        Assert.Equal(2, Next([Failed(1, "bob"), Effect(2, "bob")])!.Sequence);
        Assert.Equal(1, Next([Failed(1, "bob"), Effect(2, "bob")], after: Limits.EffectGrace)!.Sequence);
        Assert.Null(Next([Failed(1, "bob")]));
    }

    [Fact]
    public void Effect_too_far_ahead_of_an_older_one_for_the_same_receiver_waits()
    {
        const long Last = 1 + ReceivedEffects.Span;
        Assert.Equal(Last, Next([Failed(1, "bob"), Effect(Last, "bob")])!.Sequence);
        Assert.Null(Next([Failed(1, "bob"), Effect(Last + 1, "bob")]));
    }

    /// <summary>One effect that failed for ever held up whatever its grain did for anybody.</summary>
    [Fact]
    public void Effect_far_ahead_of_an_older_one_for_another_receiver_goes_out() =>
        Assert.Equal(
            1_001, Next([Failed(1, "bob"), Effect(1_000, "bob"), Effect(1_001, "cleo")])!.Sequence);

    private static PendingEffect<string> Effect(long sequence, string receiver) => new(sequence, receiver);

    private static PendingEffect<string> Failed(long sequence, string receiver) => Effect(sequence, receiver).Failed(Now);

    private static PendingEffect<string>? Next(
        ImmutableList<PendingEffect<string>> pending, long written = long.MaxValue, TimeSpan after = default) =>
        EffectOrder.Next(pending, written, Now + after, static receiver => receiver);
}
