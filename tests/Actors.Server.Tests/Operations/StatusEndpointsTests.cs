namespace Actors.Server.Tests.Operations;

public sealed class StatusEndpointsTests
{
    [Fact]
    public async Task Page_says_that_the_server_runs()
    {
        await using var server = new ServerFactory { Settings = { ["Development:Enabled"] = "true" } };
        using var client = server.CreateClient();
        using var answer = await client.GetAsync("/status", TestContext.Current.CancellationToken);
        Assert.Equal("text/html; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        var page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("Actors is <span>running</span>", page, StringComparison.Ordinal);
        Assert.Contains("none found", page, StringComparison.Ordinal);
    }
}
