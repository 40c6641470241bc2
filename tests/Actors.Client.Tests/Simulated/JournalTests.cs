using Actors.Client.Simulated;

namespace Actors.Client.Tests.Simulated;

public class JournalTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_prompt_that_is_shown_again_keeps_its_first_times()
    {
        var journal = new Journal("p");

        Assert.True(journal.RecordPrompt("h", Noon));
        journal.RecordDeliverySent("h", Noon);
        Assert.False(journal.RecordPrompt("h", Noon.AddMinutes(5)));
        journal.RecordDeliverySent("h", Noon.AddMinutes(5));

        var shown = Assert.Single(journal.Prompts);
        Assert.Equal((Noon, Noon), (shown.ShownAt, shown.DeliverySentAt));
        Assert.Null(shown.DeliveryAcknowledgedAt);
    }

    [Fact]
    public void A_prompt_that_is_shown_again_has_the_latest_closing_time()
    {
        var journal = new Journal("p");
        journal.RecordPrompt("h", Noon, Noon.AddMinutes(60));
        journal.RecordPrompt("h", Noon.AddMinutes(60), Noon.AddMinutes(66));
        journal.RecordPrompt("h", Noon.AddMinutes(61));
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
        journal.RecordCommand(1, "h", Noon);

        journal.RecordAnswer(1, first, first is null ? "handle-used" : null, Noon.AddMinutes(1));
        journal.RecordAnswer(1, second, second is null ? "handle-used" : null, Noon.AddMinutes(2));

        var sent = Assert.Single(journal.Commands);
        Assert.Equal((first, contradiction), (sent.Receipt, sent.Contradiction));
        Assert.Equal(Noon.AddMinutes(1), sent.AnsweredAt);
    }

    [Fact]
    public void A_connection_lasts_from_its_first_welcome_to_its_loss()
    {
        var journal = new Journal("p");

        journal.RecordDisconnected(Noon);
        journal.RecordConnected(Noon);
        journal.RecordConnected(Noon.AddMinutes(1));
        journal.RecordDisconnected(Noon.AddMinutes(2));
        journal.RecordConnected(Noon.AddMinutes(3));

        Assert.Equal([new Period(Noon, Noon.AddMinutes(2))], journal.Connections);
    }

    [Fact]
    public void Contacts_near_to_each_other_are_one_period()
    {
        var journal = new Journal("p");

        journal.RecordContact(Noon);
        journal.RecordContact(Noon + Journal.ContactGap);
        journal.RecordContact(Noon + 2 * Journal.ContactGap + TimeSpan.FromSeconds(1));

        Assert.Equal(2, journal.Contacts.Count);
        Assert.Equal(new Period(Noon, Noon + Journal.ContactGap), journal.Contacts[0]);
    }
}
