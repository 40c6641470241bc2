using System.Text.Json;
using Actors.Domain.Ledger;
using FsCheck;
using FsCheck.Fluent;

namespace Actors.Grains.Tests.Ledger;

public sealed class RecentCommandsTests
{
    [Fact]
    public void Commands_AreTheLastSixteenAndKnownByTheirNumbers() => Prop.ForAll<ulong[]>(numbers =>
    {
        var commands = Carry(numbers);
        var last = numbers.TakeLast(RecentCommands.Capacity).ToArray();
        return commands.Ids.SequenceEqual(last)
            && numbers.All(number => commands.Contains(new(number)) == last.Contains(number));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Commands_ComeBackFromJsonAsTheyWere() => Prop.ForAll<ulong[]>(numbers =>
    {
        var commands = Carry(numbers);
        var read = JsonSerializer.Deserialize<RecentCommands>(JsonSerializer.Serialize(commands));
        return read == commands && read.GetHashCode() == commands.GetHashCode();
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(7)]
    [InlineData((RecentCommands.Capacity + 1) * 8)]
    public void Json_OfAnotherLengthIsRefused(int bytes) => Assert.Throws<JsonException>(
        () => JsonSerializer.Deserialize<RecentCommands>($"\"{Convert.ToBase64String(new byte[bytes])}\""));

    private static RecentCommands Carry(ulong[] numbers) =>
        numbers.Aggregate(default(RecentCommands), (commands, number) => commands.With(new(number)));
}
