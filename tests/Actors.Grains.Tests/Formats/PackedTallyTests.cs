using System.Text.Json;
using Actors.Domain.Entrants.Stays;
using Actors.Grains.Formats;
using FsCheck;
using FsCheck.Fluent;

namespace Actors.Grains.Tests.Formats;

public sealed class PackedTallyTests
{
    [Fact]
    public void A_tally_is_read_as_it_was_written() => Prop.ForAll(
        Gen.Choose(0, Domain.Limits.LastStayDay).ToArbitrary(),
        Gen.Choose(0, Domain.Limits.LastPromptIndex).Select(count => (byte)count).ArrayOf(5).ToArbitrary(),
        Gen.Choose(0, 5).ToArbitrary(),
        (day, counts, health) =>
        {
            var tally = default(StayTally).With(day, new()
            {
                Due = counts[0],
                Answered = counts[1],
                Late = counts[2],
                Missed = counts[3],
                Excused = counts[4],
                Health = (HealthState)health,
            });
            return Read(JsonSerializer.Serialize(tally, EntrantFormat.Json)) == tally;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Only_days_up_to_the_last_one_take_room()
    {
        var tally = default(StayTally).With(3, new DayTally { Due = 4, Answered = 3 });
        Assert.Equal("\"AAAAAAAAAAAANAAA\"", JsonSerializer.Serialize(tally, EntrantFormat.Json));
        Assert.Equal("\"\"", JsonSerializer.Serialize(tally.With(3, default), EntrantFormat.Json));
    }

    [Fact]
    public void A_count_that_does_not_fit_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(
        () => JsonSerializer.Serialize(default(StayTally).With(1, new() { Due = 16 }), EntrantFormat.Json));

    [Theory]
    [InlineData("\"AAAA A\"")]
    [InlineData("\"AA==\"")]
    [InlineData("\"AABg\"")]
    [InlineData("\"AAD/\"")]
    public void Something_else_is_no_tally(string json) => Assert.Throws<JsonException>(() => Read(json));

    private static StayTally Read(string json) => JsonSerializer.Deserialize<StayTally>(json, EntrantFormat.Json);
}
