namespace Actors.Client.Tests;

public sealed class EntrantClientOptionsTests
{
    [Theory]
    [InlineData(1, 0.0, 0.25)]
    [InlineData(1, 1.0, 0.5)]
    [InlineData(2, 1.0, 1)]
    [InlineData(5, 0.5, 6)]
    [InlineData(7, 1.0, 30)]
    [InlineData(int.MaxValue, 0.0, 15)]
    public void Pause_grows_to_its_bound_with_jitter(int failures, double jitter, double seconds)
    {
        var options = new EntrantClientOptions { Server = new("http://127.0.0.1"), Jitter = () => jitter };
        Assert.Equal(TimeSpan.FromSeconds(seconds), options.PauseAfter(failures));
    }
}
