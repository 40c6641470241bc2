namespace Actors.Client.Tests;

public sealed class EntrantClientOptionsTests
{
    private static readonly Uri First = new("http://127.0.0.1:1");
    private static readonly Uri Second = new("http://127.0.0.1:2");
    private static readonly Uri Third = new("http://127.0.0.1:3");

    [Theory]
    [InlineData(1, 0.0, 0.25)]
    [InlineData(1, 1.0, 0.5)]
    [InlineData(2, 1.0, 1)]
    [InlineData(5, 0.5, 6)]
    [InlineData(7, 1.0, 30)]
    [InlineData(int.MaxValue, 0.0, 15)]
    public void The_pause_grows_to_its_limit_with_jitter(int failures, double jitter, double seconds)
    {
        var options = new EntrantClientOptions { Server = First, Jitter = () => jitter };
        Assert.Equal(TimeSpan.FromSeconds(seconds), options.PauseAfter(failures));
    }

    [Fact]
    public void A_single_server_is_chosen_again()
    {
        var options = new EntrantClientOptions { Server = First };
        Assert.Equal(First, options.ChooseServer(last: null));
        Assert.Equal(First, options.ChooseServer(last: First));
    }

    [Fact]
    public void The_first_server_is_any_of_the_cluster() => Assert.Equal(
        [First, Second, Third], new[] { 0.0, 0.5, 0.99 }.Select(jitter => Cluster(jitter).ChooseServer(last: null)));

    [Fact]
    public void After_a_failure_every_other_server_may_follow_and_never_the_same_one()
    {
        Assert.Equal([First, Third], new[] { 0.0, 0.99 }.Select(jitter => Cluster(jitter).ChooseServer(last: Second)));
        Assert.Equal([Second, Third], new[] { 0.0, 0.99 }.Select(jitter => Cluster(jitter).ChooseServer(last: First)));
    }

    private static EntrantClientOptions Cluster(double jitter) =>
        new() { Server = First, OtherServers = [Second, Third], Jitter = () => jitter };
}
