using System.CommandLine;
using Actors.LoadTest.Commands;

namespace Actors.LoadTest.Tests.Commands;

public class ClusterCommandTests
{
    [Theory]
    [InlineData("cluster")]
    [InlineData("cluster --servers 5 --people 0 --day-seconds 86400 --urls http://127.0.0.1:8080")]
    [InlineData("cluster --urls http://0.0.0.0:5080")]
    public void Valid_options_are_accepted(string line) => Assert.Empty(Parse(line).Errors);

    [Theory]
    [InlineData("cluster --servers 1", "--servers is a whole number from 2")]
    [InlineData("cluster --people 5001", "--people is a whole number")]
    [InlineData("cluster --day-seconds 1", "--day-seconds is a whole number")]
    [InlineData("cluster --urls 5080", "--urls is one address")]
    [InlineData("cluster --urls https://127.0.0.1:5080", "--urls is one address")]
    [InlineData("cluster --urls http://127.0.0.1:5080;http://127.0.0.1:5081", "--urls is one address")]
    [InlineData("cluster --storage postgres", "--storage")]
    public void Wrong_options_are_named(string line, string words) =>
        Assert.Contains(Parse(line).Errors, error => error.Message.Contains(words, StringComparison.Ordinal));

    private static ParseResult Parse(string line) => new RootCommand { ClusterCommand.Create() }.Parse(line);
}
