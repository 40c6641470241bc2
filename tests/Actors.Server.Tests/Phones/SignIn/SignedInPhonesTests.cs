using System.Net.WebSockets;
using Actors.Privacy.Tokens;
using Actors.Server.Phones.SignIn;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Server.Tests.Phones.SignIn;

public sealed class SignedInPhonesTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Revoked_token_takes_its_open_connections_with_it()
    {
        await using var server = ListeningServer.Start();
        var guests = await server.EnrolAsync(count: 2);
        using var first = await RawPhone.ConnectAndGreetAsync(server, guests[0].Token);
        using var second = await RawPhone.ConnectAsync(server, guests[0].Token);
        using var other = await RawPhone.ConnectAndGreetAsync(server, guests[1].Token);
        var phones = server.Services.GetRequiredService<SignedInPhones>();
        Assert.True(PhoneToken.TryParse(guests[0].Token, out var token));

        Assert.True(await phones.RevokeAsync(token, Cancelled));

        await AssertClosedAsync(first);
        await AssertClosedAsync(second);
        await Assert.ThrowsAsync<WebSocketException>(() => RawPhone.ConnectAsync(server, guests[0].Token));
        Assert.NotNull((await other.InvokeAsync("GetHome", "{}"))["result"]);
        Assert.False(await phones.RevokeAsync(token, Cancelled));
    }

    /// <summary>At most the message that closes the connection comes; then nothing more.</summary>
    private static async Task AssertClosedAsync(RawPhone phone) =>
        await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            await phone.ReadAnswerAsync();
            await phone.ReadAnswerAsync();
        });
}
