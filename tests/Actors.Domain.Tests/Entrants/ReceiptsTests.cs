using Actors.Domain.Entrants;

namespace Actors.Domain.Tests.Entrants;

public sealed class ReceiptsTests
{
    private static readonly DateTimeOffset Noon = new(2021, 3, 2, 12, 0, 0, TimeSpan.Zero);

    /// <summary>
    /// A command to which no prompt belongs was recorded again when it came again after the few that are remembered.
    /// </summary>
    [Theory]
    [InlineData(Receipts.Capacity - 1, true)]
    [InlineData(Receipts.Capacity, false)]
    [InlineData(40, false)]
    public void Command_that_comes_again_is_not_recorded_again(int meanwhile, bool isRemembered)
    {
        var life = new ScriptedLife();
        var answer = life.Unasked();
        var reply = life.Give(answer);
        Assert.Equal(EntrantReply.Of(Receipt.LocationReceived), reply);
        for (var number = 0; number < meanwhile; number++)
        {
            life.LiveUntil(life.Now.AddMinutes(1));
            Assert.Null(life.Give(life.Unasked()).Refusal);
        }

        Assert.Equal(isRemembered ? reply : EntrantReply.Of(Refusals.AnsweredTooLongAgo), life.Give(answer));
        Assert.Single(life.History.OfType<EntrantEvent.LocationReported>(), report => report.Command == answer.Command);
    }

    /// <summary>What was given off line comes late but in order, and is not mistaken for something that came before.</summary>
    [Fact]
    public void Commands_that_waited_in_the_phone_are_all_taken()
    {
        var life = new ScriptedLife();
        var waiting = new List<Answer>();
        for (var number = 0; number < 20; number++)
        {
            life.LiveUntil(life.Now.AddMinutes(30));
            waiting.Add(life.Unasked());
        }

        Assert.All(waiting, answer => Assert.Null(life.Give(answer).Refusal));
    }

    /// <summary>A clock that was set back between two commands changes nothing.</summary>
    [Fact]
    public void Command_that_was_overtaken_by_a_few_is_taken()
    {
        var receipts = Filled(Receipts.Capacity + 3);
        Assert.False(receipts.MayHaveForgotten(Noon.AddMinutes(4)));
        Assert.True(receipts.MayHaveForgotten(Noon.AddMinutes(2)));
    }

    /// <summary>Of all that were forgotten, none is taken for new, whatever their order was.</summary>
    [Fact]
    public void Whatever_was_forgotten_may_have_been()
    {
        var random = new Random(7);
        for (var life = 0; life < 200; life++)
        {
            var receipts = default(Receipts);
            var given = new List<DateTimeOffset>();
            for (var number = 1; number <= 20; number++)
            {
                given.Add(Noon.AddSeconds(number * 60 + random.Next(600)));
                receipts = receipts.With(new((ulong)number), Receipt.LocationReceived, given[^1], 1);
            }

            var latest = given[..^(Receipts.Capacity - 1)].Max();
            Assert.All(
                given[..^Receipts.Capacity], at => Assert.True(at == latest || receipts.MayHaveForgotten(at)));
        }
    }

    [Fact]
    public void Those_that_are_not_full_forgot_nothing() =>
        Assert.False(Filled(Receipts.Capacity - 1).MayHaveForgotten(DateTimeOffset.UnixEpoch));

    private static Receipts Filled(int count)
    {
        var receipts = default(Receipts);
        for (var number = 0; number < count; number++)
        {
            receipts = receipts.With(new((ulong)number), Receipt.LocationReceived, Noon.AddMinutes(number), 1);
        }

        return receipts;
    }
}
