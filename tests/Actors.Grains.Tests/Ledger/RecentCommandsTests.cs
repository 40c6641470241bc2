using System.Text.Json;
using Actors.Domain.Ledger;
using FsCheck;
using FsCheck.Fluent;

namespace Actors.Grains.Tests.Ledger;

public sealed class RecentCommandsTests
{
    [Fact]
    public void Commands_are_the_last_sixteen_and_known_by_their_numbers() => Prop.ForAll<ulong[]>(numbers =>
    {
        var commands = Carry(numbers);
        var last = numbers.TakeLast(RecentCommands.Capacity).ToArray();
        return commands.Ids.SequenceEqual(last)
            && numbers.All(number => commands.Contains(new(number)) == last.Contains(number));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Commands_come_back_from_json_as_they_were() => Prop.ForAll<ulong[]>(numbers =>
    {
        var commands = Carry(numbers);
        var read = JsonSerializer.Deserialize<RecentCommands>(JsonSerializer.Serialize(commands));
        return read == commands && read.GetHashCode() == commands.GetHashCode();
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(7)]
    [InlineData((RecentCommands.Capacity + 1) * 8)]
    public void Json_of_another_length_is_refused(int bytes) => Assert.Throws<JsonException>(
        () => JsonSerializer.Deserialize<RecentCommands>($"\"{Convert.ToBase64String(new byte[bytes])}\""));

    private static RecentCommands Carry(ulong[] numbers) =>
        numbers.Aggregate(default(RecentCommands), (commands, number) => commands.With(new(number)));
}
