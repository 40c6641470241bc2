using Actors.Domain.Protection;
using Actors.Domain.Registration;
using FsCheck;
using FsCheck.Fluent;

namespace Actors.Domain.Tests.Registration;

public sealed class MatchingTests
{
    private static readonly DateOnly Today = new(2021, 10, 15);
    private static readonly StateCode China = StateCode.Parse("CHN");
    private static readonly StateCode Nepal = StateCode.Parse("NPL");
    private static readonly RecordId One = RecordId.Parse("00000000000000000000000000000001");
    private static readonly RecordId Two = RecordId.Parse("00000000000000000000000000000002");

    [Fact]
    public void E3_An_exact_match_is_confirmed() => Assert.Equal(
        new MatchOutcome(MatchStatus.Confirmed, One, MatchDoubt.None), Decide(Wanted(), Row(One)));

    [Fact]
    public void E3_A_name_difference_is_a_flag() => Assert.Equal(
        new MatchOutcome(MatchStatus.Confirmed, One, MatchDoubt.Name), Decide(Wanted(), Row(One) with { HasSameName = false }));

    [Fact]
    public void E3_Without_a_row_a_person_waits_until_arrival()
    {
        Assert.Equal(MatchStatus.Waiting, Decide(Wanted()).Status);
        Assert.Equal(MatchStatus.Waiting, Decide(Wanted(arrival: Today.AddDays(1))).Status);
        Assert.Equal(MatchStatus.Unconfirmed, Decide(Wanted(arrival: Today)).Status);
        Assert.Equal(MatchStatus.Unconfirmed, Decide(Wanted(arrival: Today.AddDays(-1))).Status);
    }

    [Fact]
    public void E3_The_issuing_state_breaks_a_tie()
    {
        MatchRow[] rows = [Row(One, China), Row(Two, Nepal)];
        Assert.Equal(Two, Decide(Wanted(Nepal), rows).Row);
        Assert.Equal(One, Decide(Wanted(China), rows).Row);
    }

    [Fact]
    public void E3_A_tie_without_a_state_is_for_staff()
    {
        MatchRow[] rows = [Row(One, China), Row(Two, Nepal)];
        Assert.Equal(new MatchOutcome(MatchStatus.Waiting, null, MatchDoubt.SeveralPeople), Decide(Wanted(), rows));
        Assert.Equal(
            new MatchOutcome(MatchStatus.Unconfirmed, null, MatchDoubt.SeveralPeople), Decide(Wanted(arrival: Today), rows));
        Assert.Equal(
            new MatchOutcome(MatchStatus.Waiting, null, MatchDoubt.SeveralPeople), Decide(Wanted(StateCode.Parse("JPN")), rows));
    }

    [Fact]
    public void E3_Another_state_alone_is_a_doubt_and_no_refusal() => Assert.Equal(
        new MatchOutcome(MatchStatus.Confirmed, One, MatchDoubt.State), Decide(Wanted(Nepal), Row(One, China)));

    [Fact]
    public void E3_A_row_of_the_own_state_comes_before_one_without_a_state()
    {
        Assert.Equal(Two, Decide(Wanted(Nepal), Row(One), Row(Two, Nepal)).Row);
        Assert.Equal(One, Decide(Wanted(Nepal), Row(One), Row(Two, China)).Row);
    }

    [Fact]
    public void E5_Of_several_arrivals_the_nearest_counts()
    {
        MatchRow[] rows = [Row(One, arrival: Today.AddDays(1)), Row(Two, arrival: Today.AddDays(60))];
        Assert.Equal(One, Decide(Wanted(), rows).Row);
        Assert.Equal(Two, Decide(Wanted(arrival: Today.AddDays(59)), rows).Row);
    }

    [Fact]
    public void E5_The_row_of_an_earlier_stay_does_not_count()
    {
        Assert.Null(Decide(Wanted(), Row(One, arrival: Today.AddDays(-15))).Row);
        Assert.Equal(One, Decide(Wanted(), Row(One, arrival: Today.AddDays(-14))).Row);
    }

    [Fact]
    public void E3_A_match_is_kept_while_its_row_has_the_key()
    {
        MatchRow[] rows = [Row(One, arrival: Today.AddDays(-40)), Row(Two)];
        Assert.Equal(One, Decide(Wanted() with { Current = One }, rows).Row);
        Assert.Equal(Two, Decide(Wanted() with { Current = One }, rows[1]).Row);
    }

    /// <summary>
    /// Only a row of the roster confirms, no row before the stay counts, and the order in which rows are found tells nothing.
    /// </summary>
    [Fact]
    public void E3_The_order_of_rows_means_nothing() => Prop.ForAll(
        Gen.ListOf(Rows).ToArbitrary(), Gen.Elements<StateCode?>(null, China, Nepal).ToArbitrary(),
        Gen.Choose(-3, 3).ToArbitrary(), (rows, state, days) =>
        {
            var wanted = Wanted(state, Today.AddDays(days));
            var match = Decide(wanted, [.. rows]);
            return match == Decide(wanted, [.. rows.AsEnumerable().Reverse()])
                && (match.Status == MatchStatus.Confirmed) == (match.Row is not null)
                && (match.Row is null || rows.Any(row => row.Row == match.Row && row.Arrival >= Today.AddDays(-17)));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    private static Gen<MatchRow> Rows =>
        from number in Gen.Choose(1, 1_000_000)
        from state in Gen.Elements<StateCode?>(null, China, Nepal)
        from days in Gen.Choose(-30, 30)
        from hasSameName in Gen.Elements(true, false)
        select new MatchRow(RecordId.Parse($"{number:D32}"), state, Today.AddDays(days), hasSameName);

    private static MatchWanted Wanted(StateCode? state = null, DateOnly? arrival = null) => new(state, arrival, null);

    private static MatchRow Row(RecordId id, StateCode? state = null, DateOnly? arrival = null) =>
        new(id, state, arrival ?? Today, HasSameName: true);

    private static MatchOutcome Decide(MatchWanted wanted, params MatchRow[] rows) =>
        Matching.Decide(wanted, rows, Today, stayDays: 14);
}
