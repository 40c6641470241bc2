using System.Net;
using Actors.Domain.Entrants.Prompts;
using Actors.Server.Demo.Outbox;
using Actors.Server.Tests.Phones;
using Actors.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Server.Tests.Demo.Outbox;

/// <summary>The local receivers take what the platform sends, and the page shows it.</summary>
public sealed class LocalReceiversEndpointsTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_of_each_arrives_is_confirmed_and_is_shown()
    {
        using var folder = new TempFolder();
        await using var server = await RunningServer.StartAsync(
            folder, descriptors: null, "--Development:Enabled=true");
        using var http = new HttpClient { BaseAddress = server.Address };
        using var sent = await http.PostAsync("/demo/outbox/samples", content: null, Cancelled);
        Assert.Equal(HttpStatusCode.OK, sent.StatusCode);
        string page;
        do
        {
            page = await http.GetStringAsync("/demo/outbox", Cancelled);
        }
        while (page.Contains("Nothing yet", StringComparison.Ordinal) || Count(page, "confirmed<") < 2);

        Assert.Contains("Are you all right?", page, StringComparison.Ordinal);
        Assert.Contains("+819012345678".Replace("+", "&#x2B;", StringComparison.Ordinal), page, StringComparison.Ordinal);
        Assert.Contains("traveller@example.org", page, StringComparison.Ordinal);
        Assert.Equal(0, await server.StopAsync());
    }

    [Fact]
    public void What_came_from_outside_is_escaped()
    {
        const string Hostile = "<script>alert(1)</script>";
        var inbox = new LocalInbox(new TestTimeProvider());
        inbox.Add(new("1", Channel.Mail, Hostile, Hostile, Hostile, Hostile));
        inbox.Add(new("1", Channel.Mail, Hostile, Hostile, Hostile, Hostile));
        var page = OutboxPage.Render(inbox.Read(), []);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.Contains("came 2 times", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_push_service_refuses_what_a_real_one_would()
    {
        await using var server = ListeningServer.Start();
        using var http = new HttpClient { BaseAddress = server.Address };
        var subscription = server.Services.GetRequiredService<LocalPushService>()
            .Subscribe(server.Address, _ => Task.CompletedTask);
        using var unsigned = await http.PostAsync(subscription.Endpoint, new ByteArrayContent([1]), Cancelled);
        Assert.Equal(HttpStatusCode.Forbidden, unsigned.StatusCode);
        using var gone = await http.PostAsync(
            subscription.Endpoint[..^32] + new string('0', 32), new ByteArrayContent([]), Cancelled);
        Assert.Equal(HttpStatusCode.Gone, gone.StatusCode);
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
