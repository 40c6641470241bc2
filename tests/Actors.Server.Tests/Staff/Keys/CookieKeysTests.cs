using System.Security.Cryptography;
using Actors.Privacy.Records;
using Actors.Server.Staff.Keys;
using Actors.Testing;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Server.Tests.Staff.Keys;

/// <summary>What one server protects, the next one on the same database and key file opens, and no other.</summary>
public sealed class CookieKeysTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Servers_of_one_installation_share_their_keys()
    {
        using var folder = new TempFolder();
        string cookie;
        await using (var first = new ServerFactory(folder))
        {
            cookie = Protector(first).Protect("session");
        }

        await using var second = new ServerFactory(folder);
        Assert.Equal("session", Protector(second).Unprotect(cookie));
        Assert.Single(second.Services.GetRequiredService<CookieKeys>().GetAllElements());
        Assert.Single(await second.Services.GetRequiredService<ServerSecrets>().ReadAsync("cookie-key:", Cancelled));

        await using var stranger = new ServerFactory();
        Assert.Throws<CryptographicException>(() => Protector(stranger).Unprotect(cookie));
    }

    private static IDataProtector Protector(ServerFactory server) =>
        server.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("test");
}
