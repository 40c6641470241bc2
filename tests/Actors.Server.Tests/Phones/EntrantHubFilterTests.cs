using Actors.Domain.Entrants.Stays;
using Actors.Server.Phones.Timelines;
using Actors.Storage.States;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Server.Tests.Phones;

/// <summary>What goes wrong in the server has a name for the phone, and nothing more.</summary>
public sealed class EntrantHubFilterTests
{
    private const string Inside = "the inside of the server";

    public static TheoryData<string, Exception> Failures { get; } = new()
    {
        { ErrorCode.Busy, new StorageBusyException() },
        { ErrorCode.Busy, new TimeoutException(Inside) },
        { ErrorCode.Unavailable, new InvalidOperationException(Inside) },
        { ErrorCode.Unavailable, new OperationCanceledException(Inside) },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task Failure_has_a_name_and_tells_nothing(string code, Exception exception)
    {
        await using var server = ListeningServer.Start(
            services => services.AddSingleton<ITimeline>(new Failing(exception)));
        var guest = Assert.Single(await server.EnrolAsync());
        using var phone = await RawPhone.ConnectAndGreetAsync(server, guest.Token);
        var answer = await phone.InvokeAsync("GetTimeline", "{}");
        Assert.Equal(code, RawPhone.ErrorOf(answer).Code);
        Assert.DoesNotContain(Inside, answer.ToJsonString(), StringComparison.Ordinal);
        Assert.NotNull((await phone.InvokeAsync("GetHome", "{}"))["result"]);
    }

    private sealed class Failing(Exception exception) : ITimeline
    {
        public Task<TimelinePage> ReadAsync(
            EntrantId person, StayId stay, long? before, CancellationToken cancellationToken = default) =>
            Task.FromException<TimelinePage>(exception);
    }
}
