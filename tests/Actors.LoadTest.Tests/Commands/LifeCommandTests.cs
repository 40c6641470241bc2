using System.CommandLine;
using Actors.LoadTest.Commands;

namespace Actors.LoadTest.Tests.Commands;

public class LifeCommandTests
{
    [Theory]
    [InlineData("life")]
    [InlineData("life --entrants 1000 --days 14 --seed 1 --faults 0.01 --kills 3 --json")]
    [InlineData("life --storage postgres:Host=db;Database=life --speed 4000 --sabotage shift-day")]
    [InlineData("life --server http://127.0.0.1:5080 --storage sqlite:actors.db")]
    [InlineData("life --servers 1")]
    [InlineData("life --servers 3 --kills 10 --storage postgres:Host=db;Database=life")]
    [InlineData("life --servers 3 --storage postgres")]
    public void Valid_options_are_accepted(string line) => Assert.Empty(Parse(line).Errors);

    [Theory]
    [InlineData("life --entrants 0", "--entrants is a whole number")]
    [InlineData("life --entrants many", "many")]
    [InlineData("life --days 61", "--days is a whole number")]
    [InlineData("life --faults 1.5", "--faults is a probability")]
    [InlineData("life --speed 0", "--speed is a number above 0")]
    [InlineData("life --sabotage everything", "everything")]
    [InlineData("life --storage oracle", "--storage is sqlite")]
    [InlineData("life --server nowhere --storage sqlite:actors.db", "--server is an address")]
    [InlineData("life --server http://127.0.0.1:5080", "needs --storage")]
    [InlineData("life --server http://127.0.0.1:5080 --storage sqlite:actors.db --kills 1", "cannot be killed")]
    [InlineData("life --servers 0", "--servers is a whole number")]
    [InlineData("life --servers many", "many")]
    [InlineData("life --servers 3", "needs --storage postgres")]
    [InlineData("life --servers 3 --storage sqlite", "needs --storage postgres")]
    [InlineData("life --server http://127.0.0.1:5080 --storage postgres", "needs --storage")]
    [InlineData("life --servers 2 --server http://127.0.0.1:5080 --storage postgres:Host=db", "no --server")]
    [InlineData("live", "live")]
    public void Wrong_options_are_named(string line, string words) =>
        Assert.Contains(Parse(line).Errors, error => error.Message.Contains(words, StringComparison.Ordinal));

    private static ParseResult Parse(string line) => new RootCommand { LifeCommand.Create() }.Parse(line);
}
