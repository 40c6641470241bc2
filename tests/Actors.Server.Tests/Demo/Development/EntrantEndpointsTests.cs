using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Programmes;
using Actors.Grains.Entrants;
using Actors.Grains.Inspection;
using Actors.Grains.Registration;
using Actors.Privacy.Tokens;
using Actors.Registration.Roster;
using Actors.Server.Demo.Enrolment;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Server.Tests.Demo.Development;

public sealed class EntrantEndpointsTests(TrialServer trial)
{
    private const string Path = "/development/entrants";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task People_are_enrolled_with_tokens_and_companions()
    {
        await using var server = Server();
        using var client = server.CreateClient();
        using var answer = await PostAsync(client, """{"count": 20, "programme": "japan-2021", "companionsEach": 2}""");
        var people = (await answer.Content.ReadFromJsonAsync<List<JsonElement>>(Cancelled))!;
        Assert.Equal(20, people.Select(person => person.GetProperty("person").GetString()).Distinct().Count());
        Assert.All(people, person => Assert.Equal(2, person.GetProperty("companions").GetArrayLength()));
        Assert.True(PhoneToken.TryParse(people[7].GetProperty("token").GetString(), out var token));
        var owner = await server.Services.GetRequiredService<PhoneTokens>().FindAsync(token, Cancelled);
        Assert.Equal(EntrantId.Parse(people[7].GetProperty("person").GetString()!), owner!.Entrant);
    }

    [Fact]
    public async Task People_come_in_by_roster_registration_and_inspection()
    {
        await using var server = Server();
        using var client = server.CreateClient();
        using var answer = await PostAsync(client, """{"count": 2, "programme": "japan-2021", "companionsEach": 1}""");
        var people = (await answer.Content.ReadFromJsonAsync<List<JsonElement>>(Cancelled))!;

        var rows = await server.Services.GetRequiredService<RosterTable>().ListAsync(
            ProgrammeId.Parse("japan-2021"), DateOnly.MinValue, DateOnly.MaxValue, cancellationToken: Cancelled);
        Assert.Equal(4, rows.Count(row => row.IsRegistered));
        var grains = server.Services.GetRequiredService<IGrainFactory>();
        foreach (var person in people)
        {
            var id = person.GetProperty("person").GetString()!;
            var registration = (await grains.GetGrain<IRegistrationGrain>(id).ReadAsync())!;
            Assert.True(registration is { IsConfirmed: true, NameDiffers: false });
            Assert.Contains(rows, row => row.Row == registration.Row);
            var inspection = (await grains.GetGrain<IInspectionGrain>(id).ReadAsync())!;
            Assert.Equal((true, PlayedOfficer.Account), (inspection.MayPass, inspection.Passing!.Staff));
            var companion = person.GetProperty("companions")[0].GetString()!;
            Assert.True((await grains.GetGrain<IRegistrationGrain>(companion).ReadAsync())!.IsConfirmed);
        }
    }

    [Fact]
    public async Task People_who_are_not_on_the_roster_are_unconfirmed()
    {
        await using var server = Server();
        using var client = server.CreateClient();
        using var answer = await PostAsync(client, """{"count": 1, "programme": "japan-2021", "confirmed": false}""");
        var people = (await answer.Content.ReadFromJsonAsync<List<JsonElement>>(Cancelled))!;
        var person = people[0].GetProperty("person").GetString()!;

        var grains = server.Services.GetRequiredService<IGrainFactory>();
        Assert.False((await grains.GetGrain<IRegistrationGrain>(person).ReadAsync())!.IsConfirmed);
        Assert.False((await grains.GetGrain<IEntrantGrain>(person).ReadAsync()).Stay!.IsConfirmed);
    }

    [Theory]
    [InlineData("{}", "japan-2021")]
    [InlineData("""{"programme": "england-2021", "language": "ja"}""", "england-2021")]
    public async Task A_made_up_passport_is_on_the_roster(string body, string programme)
    {
        await using var server = Server();
        using var client = server.CreateClient();
        using var answer = await PostAsync(client, body, "/development/travellers");
        var passport = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancelled);
        var rows = await server.Services.GetRequiredService<RosterTable>().ListAsync(
            ProgrammeId.Parse(programme), DateOnly.MinValue, DateOnly.MaxValue, cancellationToken: Cancelled);
        var row = Assert.Single(rows);
        Assert.False(row.IsRegistered);
        Assert.NotEqual("", passport.GetProperty("passportNumber").GetString());
        Assert.InRange(passport.GetProperty("birthDate").GetProperty("year").GetInt32(), 1945, 2020);
    }

    [Theory]
    [InlineData("programme", """{"programme": "atlantis"}""")]
    [InlineData("language", """{"language": "Klingon"}""")]
    [InlineData("name", """{"name": "ANNA"}""")]
    public async Task A_wrong_wish_for_a_passport_is_refused_at_its_place(string field, string body)
    {
        using var client = trial.CreateClient();
        using var answer = await PostAsync(client, body, "/development/travellers");
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancelled);
        Assert.Equal(field, Assert.Single(problem.GetProperty("errors").EnumerateObject()).Name);
    }

    [Theory]
    [InlineData("landedAt", """{"people": ["00000000000000000000000000000001"]}""")]
    [InlineData("people", """{"landedAt": "2021-04-05T08:00:00+09:00"}""")]
    [InlineData("people", """{"landedAt": "2021-04-05T08:00:00+09:00", "people": []}""")]
    [InlineData("people", """{"landedAt": "2021-04-05T08:00:00+09:00", "people": ["Ann"]}""")]
    [InlineData("people", """{"landedAt": "2021-04-05T08:00:00+09:00", "people": ["00000000000000000000000000000001"]}""")]
    public async Task A_landing_is_refused_at_its_place(string field, string body)
    {
        using var client = trial.CreateClient();
        using var answer = await client.PostAsync(
            "/development/landings", new StringContent(body, Encoding.UTF8, "application/json"), Cancelled);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancelled);
        Assert.Equal(field, Assert.Single(problem.GetProperty("errors").EnumerateObject()).Name);
    }

    [Theory]
    [InlineData("count", """{"programme": "japan-2021"}""")]
    [InlineData("count", """{"count": 0, "programme": "japan-2021"}""")]
    [InlineData("count", """{"count": 1001, "programme": "japan-2021"}""")]
    [InlineData("count", """{"count": "1", "programme": "japan-2021"}""")]
    [InlineData("programme", """{"count": 1}""")]
    [InlineData("programme", """{"count": 1, "programme": "atlantis"}""")]
    [InlineData("companionsEach", """{"count": 1, "programme": "japan-2021", "companionsEach": 6}""")]
    [InlineData("companionsEach", """{"count": 1, "programme": "japan-2021", "companionsEach": -1}""")]
    [InlineData("landedAt", """{"count": 1, "programme": "japan-2021", "landedAt": "yesterday"}""")]
    [InlineData("landedAt", """{"count": 1, "programme": "japan-2021", "landedAt": "2021-04-06T00:00:00+09:00"}""")]
    [InlineData("landedAt", """{"count": 1, "programme": "japan-2021", "landedAt": "2021-03-01T00:00:00+09:00"}""")]
    [InlineData("colour", """{"count": 1, "programme": "japan-2021", "colour": "red"}""")]
    [InlineData("", "null")]
    public async Task Wrong_request_is_refused_at_its_place(string field, string body)
    {
        using var client = trial.CreateClient();
        using var answer = await PostAsync(client, body);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancelled);
        Assert.Equal(field, Assert.Single(problem.GetProperty("errors").EnumerateObject()).Name);
    }

    [Fact]
    public async Task A_real_server_enrols_no_person()
    {
        await using var server = new ServerFactory();
        using var client = server.CreateClient();
        using var answer = await PostAsync(client, """{"count": 1, "programme": "japan-2021"}""");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, string body, string path = Path) =>
        client.PostAsync(path, new StringContent(body, Encoding.UTF8, "application/json"), Cancelled);

    private static ServerFactory Server() => new()
    {
        Settings =
        {
            ["Development:Enabled"] = "true",
            ["Clock:Start"] = "2021-04-05T09:00:00+09:00",
        },
    };
}
