using Actors.Client.Simulated;

namespace Actors.Client.Tests.Simulated;

public class JournalTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_prompt_that_is_shown_again_keeps_its_first_times()
    {
        var journal = new Journal("p");

        Assert.True(journal.Show("h", Noon));
        journal.SendDelivery("h", Noon);
        Assert.False(journal.Show("h", Noon.AddMinutes(5)));
        journal.SendDelivery("h", Noon.AddMinutes(5));

        var shown = Assert.Single(journal.Prompts);
        Assert.Equal((Noon, Noon), (shown.ShownAt, shown.DeliverySentAt));
        Assert.Null(shown.DeliveryAcknowledgedAt);
    }

    [Fact]
    public void A_prompt_that_is_shown_again_has_the_end_that_was_said_last()
    {
        var journal = new Journal("p");
        journal.Show("h", Noon, Noon.AddMinutes(60));
        journal.Show("h", Noon.AddMinutes(60), Noon.AddMinutes(66));
        journal.Show("h", Noon.AddMinutes(61));
        Assert.Equal(Noon.AddMinutes(66), Assert.Single(journal.Prompts).ClosesAt);
    }

    [Theory]
    [InlineData("received", "received", null)]
    [InlineData("received", "late", "late")]
    [InlineData("received", null, "handle-used")]
    [InlineData(null, "received", null)]
    public void Another_answer_after_an_acceptance_is_a_contradiction(string? first, string? second, string? contradiction)
    {
        var journal = new Journal("p");
        journal.Give(1, "h", Noon);

        journal.Answer(1, first, first is null ? "handle-used" : null, Noon.AddMinutes(1));
        journal.Answer(1, second, second is null ? "handle-used" : null, Noon.AddMinutes(2));

        var sent = Assert.Single(journal.Commands);
        Assert.Equal((first, contradiction), (sent.Receipt, sent.Contradiction));
        Assert.Equal(Noon.AddMinutes(1), sent.AnsweredAt);
    }

    [Fact]
    public void Signs_of_life_near_to_each_other_are_one_span()
    {
        var journal = new Journal("p");

        journal.ShowLife(Noon);
        journal.ShowLife(Noon + Journal.LifeGap);
        journal.ShowLife(Noon + 2 * Journal.LifeGap + TimeSpan.FromSeconds(1));

        Assert.Equal(2, journal.Life.Count);
        Assert.Equal(new LifeSpan(Noon, Noon + Journal.LifeGap), journal.Life[0]);
    }
}
