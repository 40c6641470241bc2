using Actors.Client.Simulated;

namespace Actors.Client.Tests.Simulated;

public class TravellerTests
{
    private static readonly List<Traveller> Drawn = [.. Enumerable.Range(0, 2_000).Select(seed => Traveller.Draw((ulong)seed))];

    [Fact]
    public void The_same_seed_gives_the_same_traveller_and_another_one_another_passport()
    {
        Assert.Equal(Drawn[7].PassportNumber, Traveller.Draw(7).PassportNumber);
        var passports = Drawn.SelectMany(traveller => traveller.Family).Select(one => one.PassportNumber).ToList();
        Assert.Equal(passports.Count, passports.Distinct().Count());
    }

    [Fact]
    public void Most_make_no_mistake_and_some_make_each()
    {
        foreach (var habit in Enum.GetValues<EntryHabit>())
        {
            var share = Drawn.Count(traveller => traveller.Habit == habit) / (double)Drawn.Count;
            Assert.InRange(share, habit == EntryHabit.Exact ? 0.7 : 0.01, habit == EntryHabit.Exact ? 0.95 : 0.1);
        }

        Assert.Contains(Drawn, traveller => traveller.Companions.Count == 2);
    }

    [Fact]
    public void Who_mistypes_sees_two_entries_that_differ_and_types_them_again()
    {
        var traveller = Drawn[0] with { Habit = EntryHabit.Mistypes, Writing = 0 };

        var first = traveller.Type(isFirst: true);
        var second = traveller.Type(isFirst: false);

        Assert.NotEqual(first.PassportNumber, first.PassportNumberAgain);
        Assert.Equal(
            (traveller.PassportNumber, traveller.PassportNumber), (second.PassportNumber, second.PassportNumberAgain));
    }

    [Fact]
    public void Who_mistypes_twice_types_the_same_wrong_number_until_the_correction()
    {
        var traveller = Drawn[0] with { Habit = EntryHabit.MistypesTwice, Writing = 0 };

        var first = traveller.Type(isFirst: true);

        Assert.Equal(first.PassportNumber, first.PassportNumberAgain);
        Assert.NotEqual(traveller.PassportNumber, first.PassportNumber);
        Assert.Equal(traveller.PassportNumber, traveller.Type(isFirst: false).PassportNumber);
    }

    [Fact]
    public void A_roster_has_a_line_for_each_traveller_and_names_no_way_to_reach_those_without_one()
    {
        var lines = Traveller.WriteRoster(
            [(Drawn[0] with { Phone = "+819000000001" }, new(2026, 3, 2)), (Drawn[1] with { Phone = null }, new(2026, 3, 2))])
            .TrimEnd().Split('\n');

        Assert.Equal(3, lines.Length);
        Assert.All(lines, line => Assert.Equal(lines[0].Count(one => one == ','), line.Count(one => one == ',')));
        Assert.Contains("@example.org,+819000000001,", lines[1], StringComparison.Ordinal);
        Assert.DoesNotContain("@", lines[2], StringComparison.Ordinal);
        Assert.DoesNotContain(Traveller.PhonePrefix, lines[2], StringComparison.Ordinal);
    }
}
