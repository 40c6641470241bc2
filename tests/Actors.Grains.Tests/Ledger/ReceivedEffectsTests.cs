using System.Text.Json;
using Actors.Domain.Ledger;
using FsCheck;
using FsCheck.Fluent;

namespace Actors.Grains.Tests.Ledger;

public sealed class ReceivedEffectsTests
{
    [Fact]
    public void Effect_is_new_exactly_once_in_any_order_and_however_often_it_comes() =>
        Prop.ForAll(Arrivals(ReceivedEffects.Span + 1), numbers =>
    {
        var had = new HashSet<long>();
        var received = ReceivedEffects.None;
        return numbers.All(number =>
        {
            var effect = new EffectId("ann", number);
            var isNew = received.IsNew(effect);
            received = received.With(effect);
            return isNew == had.Add(number) && !received.IsNew(effect);
        });
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Effect_behind_the_window_counts_as_had_and_others_are_as_they_were() => Prop.ForAll(Arrivals(400), numbers =>
    {
        var had = new HashSet<long>();
        var window = default(ReceivedEffects.Window);
        foreach (var number in numbers)
        {
            window = window.With(number);
            had.Add(number);
        }

        var highest = numbers.DefaultIfEmpty().Max();
        return Enumerable.Range(1, 500).All(number =>
            window.IsNew(number) == (!had.Contains(number) && number >= highest - ReceivedEffects.Span));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Encoding_does_not_depend_on_the_order_of_arrival()
    {
        string[] senders = ["b", "a", "Z", "ä", "aa"];
        var forth = senders.Aggregate(ReceivedEffects.None, (had, sender) => had.With(new(sender, 1)));
        var back = senders.Reverse().Aggregate(ReceivedEffects.None, (had, sender) => had.With(new(sender, 1)));
        var json = JsonSerializer.Serialize(forth);
        Assert.Equal(json, JsonSerializer.Serialize(back));
        var read = JsonSerializer.Deserialize<ReceivedEffects>(json)!.With(new("b", 2));
        Assert.Equal(["Z", "a", "aa", "b", "ä"], read.Senders.Keys);
    }

    [Fact]
    public void Senders_are_kept_apart()
    {
        var received = ReceivedEffects.None.With(new("ann", 1));
        Assert.False(received.IsNew(new("ann", 1)));
        Assert.True(received.IsNew(new("bob", 1)));
    }

    private static Arbitrary<long[]> Arrivals(int highest) =>
        Gen.Choose(1, highest).Select(number => (long)number).ArrayOf().Resize(200).ToArbitrary();
}
