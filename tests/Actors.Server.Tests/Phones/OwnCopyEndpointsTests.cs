using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Actors.Client;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Protection;
using Actors.Privacy.Access;
using Actors.Protocol.Messages;
using Actors.Server.Tests.Registration;
using Actors.Server.Tests.Retention;
using Actors.Testing;

namespace Actors.Server.Tests.Phones;

/// <summary>A person gets everything that is held about them, on either database (SPEC S3, E5).</summary>
public sealed class OwnCopyEndpointsTests(PostgresFixture postgres)
{
    private const string Anna = "TK1234567,1990-02-03,TESTER,ANNA,2021-04-05,anna@example.org,+819012345678,1-2-3 Minato\n";
    private static readonly Fix Here = new(35.6812345, 139.7712345, 12, default);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Sqlite")]
    [InlineData("Postgres")]
    public async Task S3_The_copy_has_everything_that_is_held_and_nothing_that_is_planned(string kind)
    {
        await using var town = await KeptTown.StartAsync(postgres, kind);
        await town.ExpectAsync(Anna);
        using var phone = new RegisteringPhone(town.Server);
        var token = await town.LiveAsync(phone, Here, RegisteringPhone.Details("TK1234567"));
        await phone.ReadAsync(token, RegistrationProgress.Confirmed);
        var person = EntrantId.Parse(phone.Client.Person);
        await town.Get<AccessLog>().AppendAsync(
            new(new("0123456789abcdef0123456789abcdef", "operator"), person.Record, [SealPurpose.Phone],
                new(AccessReasonCode.WorkItem, "work:0123456789abcdef")),
            Cancelled);
        await town.EndAsync(person); // After the end too.

        var (text, copy) = await DownloadAsync(phone, token);
        Assert.Equal(phone.Client.Person, (string?)copy["person"]);
        var submitted = copy["registration"]!.AsArray().Single(one => (string?)one!["what"] == "submitted")!;
        Assert.Equal(
            ("TK1234567", "1990-02-03", "TESTER"),
            ((string?)submitted["details"]!["passportNumber"], (string?)submitted["details"]!["birthDate"],
                (string?)submitted["details"]!["surname"]));
        Assert.Equal(4, submitted["consents"]!.AsArray().Count);
        Assert.Equal("1-2-3 Minato", (string?)copy["roster"]!["address"]);
        Assert.Equal(
            ["+819012345678", "anna@example.org"],
            copy["contacts"]!.AsArray().Select(one => (string?)one!["address"]).Order(StringComparer.Ordinal));
        var history = copy["history"]!.AsArray();
        var reported = history.Single(one => (string?)one!["what"] == "location-reported")!;
        Assert.Equal(Here.Latitude, (double)reported["position"]!["latitude"]!, 6);
        var health = history.Single(one => (string?)one!["what"] == "health-reported")!;
        Assert.Contains("QUXCOUGHINGNOTE", health["answers"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains(history, one => (string?)one!["what"] == "stay-ended");
        Assert.Equal(
            "RIFF....WEBPQUXPICTURE",
            Encoding.ASCII.GetString(Convert.FromBase64String((string)copy["pictures"]![0]!["webp"]!)));
        var access = Assert.Single(copy["access"]!.AsArray())!;
        Assert.Equal(("operator", "work-item"), ((string?)access["role"], (string?)access["why"]));
        Assert.DoesNotContain("0123456789abcdef0123456789abcdef", text, StringComparison.Ordinal);
        Assert.DoesNotContain("day-planned", text, StringComparison.Ordinal);
        Assert.DoesNotContain("planAt", text, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The carer gets those of companions; a person of another phone and an unknown one are answered
    /// alike.</summary>
    [Fact]
    public async Task S3_A_carer_gets_copies_of_companions_and_a_stranger_gets_nothing()
    {
        await using var town = await KeptTown.StartAsync(postgres, "Sqlite");
        using var phone = new RegisteringPhone(town.Server);
        var token = await town.LiveAsync(phone, Here, RegisteringPhone.Details("TK1234567"));
        var form = new CompanionForm(
            "00000000000000a1", RegisteringPhone.Consents(), RegisteringPhone.Details("CH1234567"), default);
        var child = (await phone.Client.AddCompanionAsync(form, Cancelled)).Person;
        var (_, copy) = await DownloadAsync(phone, token, child);
        Assert.Equal(child, (string?)copy["person"]);
        Assert.Contains("CH1234567", copy.ToJsonString(), StringComparison.Ordinal);

        using var other = new RegisteringPhone(town.Server);
        await other.RegisterAsync(RegisteringPhone.Details("TK7654321"));
        var foreign = await RefusedAsync(phone, token, other.Client.Person);
        var unknown = await RefusedAsync(phone, token, EntrantId.New().ToString());
        Assert.Equal((HttpStatusCode.NotFound, foreign.Status), (unknown.Status, unknown.Status));
        Assert.Equal(HttpStatusCode.Unauthorized, (await RefusedAsync(phone, "pt1_stranger", null)).Status);

        await DownloadAsync(phone, token);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await RefusedAsync(phone, token, null)).Status);
    }

    private static async Task<(string Text, JsonNode Copy)> DownloadAsync(
        RegisteringPhone phone, string token, string? companion = null)
    {
        using var copy = new MemoryStream();
        await phone.Copies.DownloadAsync(token, copy, companion, Cancelled);
        var text = Encoding.UTF8.GetString(copy.ToArray());
        return (text, JsonNode.Parse(text)!);
    }

    private static Task<RegistrationRefusedException> RefusedAsync(
        RegisteringPhone phone, string token, string? companion) =>
        Assert.ThrowsAsync<RegistrationRefusedException>(() => DownloadAsync(phone, token, companion));
}
