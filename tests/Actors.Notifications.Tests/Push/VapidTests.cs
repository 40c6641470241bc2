using System.Buffers.Text;
using Actors.Notifications.Push;
using Actors.Testing;

namespace Actors.Notifications.Tests.Push;

public class VapidTests
{
    /// <summary>RFC 8292, section 2.4.</summary>
    private const string Example =
        "eyJ0eXAiOiJKV1QiLCJhbGciOiJFUzI1NiJ9.eyJhdWQiOiJodHRwczovL3B1c2guZXhhbXBsZS5uZXQiLCJleHAiOjE0NTM1MjM3NjgsInN1YiI6Im1h"
        + "aWx0bzpwdXNoQGV4YW1wbGUuY29tIn0.i3CYb7t4xfxCDquptFOepC9GAu_HLGkMlMuCGSK2rpiUfnK9ojFwDXb1JrErtmysazNjjvW2L9OkSSHz"
        + "voD1oA";

    private const string ExampleKey =
        "BA1Hxzyi1RUM1b5wjxsn7nGxAszw2u61m164i3MrAIxHF6YK5h4SDYic-dRuU_RCPCfA5aq9ojSwk5Y2EmClBPs";

    private static readonly byte[] PrivateKey = Base64Url.DecodeFromChars("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw");

    private static readonly Uri Endpoint = new("https://push.example.net/push/JzLQ3raZJfFBR0aqvOMsLrt54w4rJUsV");

    [Fact]
    public void The_example_of_the_standard_is_understood_and_no_change_of_it()
    {
        Assert.True(VapidClaims.TryRead($"vapid t={Example}, k={ExampleKey}", out var claims));
        Assert.Equal(
            ("https://push.example.net", 1453523768L, "mailto:push@example.com", ExampleKey),
            (claims.Audience, claims.ExpiresAt.ToUnixTimeSeconds(), claims.Contact, claims.PublicKey));
        var changed = Example.Replace(".eyJhdWQ", ".eyJhdWR", StringComparison.Ordinal);
        Assert.False(VapidClaims.TryRead($"vapid t={changed}, k={ExampleKey}", out _));
        Assert.False(VapidClaims.TryRead($"vapid t={Example[..^2]}AA, k={ExampleKey}", out _));
        Assert.False(VapidClaims.TryRead($"vapid t={Example}", out _));
        Assert.False(VapidClaims.TryRead("vapid t=a.b.c, k=d", out _));
        Assert.False(VapidClaims.TryRead(null, out _));
    }

    [Fact]
    public void What_is_signed_is_the_text_of_the_standard() => Assert.Equal(
        Example[..Example.LastIndexOf('.')],
        Vapid.Unsigned("https://push.example.net", DateTimeOffset.FromUnixTimeSeconds(1453523768), "mailto:push@example.com"));

    [Fact]
    public void A_token_is_for_one_service_and_serves_until_an_hour_before_its_end()
    {
        var clock = new TestTimeProvider();
        using var vapid = new Vapid(PrivateKey, "mailto:push@example.com", clock);
        var first = vapid.AuthorizationFor(Endpoint);
        Assert.True(VapidClaims.TryRead(first, out var claims));
        Assert.Equal(
            ("https://push.example.net", clock.GetUtcNow() + Vapid.Lifetime, "mailto:push@example.com", vapid.PublicKey),
            (claims.Audience, claims.ExpiresAt, claims.Contact, claims.PublicKey));
        Assert.Equal(
            "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8", vapid.PublicKey);
        Assert.NotEqual(first, vapid.AuthorizationFor(new("https://push.example.org/1")));
        clock.Advance(Vapid.Lifetime - TimeSpan.FromHours(1) - TimeSpan.FromSeconds(1));
        Assert.Equal(first, vapid.AuthorizationFor(Endpoint));
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.NotEqual(first, vapid.AuthorizationFor(Endpoint));
    }

    [Fact]
    public void A_contact_cannot_add_claims()
    {
        using var vapid = new Vapid(PrivateKey, "mailto:\",\"exp\":1,\"x\":\"", new TestTimeProvider());
        Assert.True(VapidClaims.TryRead(vapid.AuthorizationFor(Endpoint), out var claims));
        Assert.Equal("mailto:\",\"exp\":1,\"x\":\"", claims.Contact);
        Assert.NotEqual(1, claims.ExpiresAt.ToUnixTimeSeconds());
    }
}
