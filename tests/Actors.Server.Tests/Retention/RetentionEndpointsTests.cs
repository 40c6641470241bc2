using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Actors.Domain.Access;
using Actors.Domain.Entrants.Contact;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Programmes;
using Actors.Grains.Registration;
using Actors.Privacy.Access;
using Actors.Server.Retention;
using Actors.Server.Tests.Staff;
using Actors.Storage.ReadModels;
using Actors.Testing.Registration;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Server.Tests.Retention;

/// <summary>A supervisor holds, releases, and erases on request (SPEC S3).</summary>
public sealed partial class RetentionEndpointsTests : IAsyncDisposable
{
    private const string Matter = "appeal:0123456789abcdef";
    private readonly ServerFactory _server = StaffBrowser.NewServer(("Staff:RequireSecondFactor", "false"));
    private readonly TestDevice _phone = new();
    private StaffBrowser _browser = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        _browser?.Dispose();
        _phone.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task S3_What_is_held_is_not_erased_on_request_and_each_step_is_in_the_access_log()
    {
        var account = await SignInAsync();
        var person = await RegisterAsync();
        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(
            "holds", new { person, reason = "appeal", reference = Matter }));
        var shown = await _browser.Http.GetFromJsonAsync<JsonNode>("/staff/retention", Cancelled);
        var hold = Assert.Single(shown!["holds"]!.AsArray())!;
        Assert.Equal(
            (person, "Appeal", Matter, account),
            ((string?)hold["person"], (string?)hold["reason"], (string?)hold["reference"], (string?)hold["setBy"]));

        Assert.Equal(HttpStatusCode.Conflict, await PostAsync("erasures", new { person }));
        Assert.Equal(HttpStatusCode.NotFound, await PostAsync(
            "releases", new { person, reference = "appeal:ffffffffffffffff" }));
        Assert.Equal(HttpStatusCode.NoContent, await PostAsync("releases", new { person, reference = Matter }));
        Assert.Equal(HttpStatusCode.Accepted, await PostAsync("erasures", new { person }));
        await _server.Services.GetRequiredService<ReadModelFeed>().CatchUpAsync(Cancelled);
        Assert.Equal(1, await _server.Services.GetRequiredService<RetentionJob>().RunAsync(Cancelled));
        Assert.Equal(HttpStatusCode.NotFound, await PostAsync("erasures", new { person }));
        var status = (await _browser.Http.GetFromJsonAsync<JsonNode>("/staff/retention", Cancelled))!["status"]!;
        Assert.Equal((1, 0), ((int)status["erased"]!["request"]!, (int)status["holds"]!));

        var log = await _server.Services.GetRequiredService<AccessLog>().ReadAboutAsync(
            EntrantId.Parse(person).Record, 0, 100, Cancelled);
        Assert.Equal(
            ["Hold", "Erasure", "Release", "Release", "Erasure"], log.Select(entry => entry.Why.Split(' ')[0]));
        Assert.All(log, entry => Assert.Equal((account, "supervisor"), (entry.ActorId, entry.Role)));
    }

    [Fact]
    public async Task Wrong_requests_are_answered_by_the_field()
    {
        await SignInAsync();
        var person = await RegisterAsync();
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync("erasures", new { person = "anna" }));
        Assert.Equal(
            HttpStatusCode.BadRequest, await PostAsync("holds", new { person, reason = "mood", reference = Matter }));
        Assert.Equal(
            HttpStatusCode.BadRequest, await PostAsync("holds", new { person, reason = "legal", reference = "Anna" }));
        Assert.Equal(
            HttpStatusCode.NotFound,
            await PostAsync("holds", new { person = EntrantId.New().ToString(), reason = "legal", reference = Matter }));
    }

    private async Task<string> SignInAsync()
    {
        var account = await StaffBrowser.AddAsync(_server, "sam@centre.example", StaffRole.Supervisor);
        _browser = new(_server);
        await _browser.SignInAsync("sam@centre.example");
        var page = await _browser.OpenAsync("/staff/account");
        _browser.Http.DefaultRequestHeaders.Add("X-Form-Token", Token().Match(page.Html).Groups["token"].Value);
        return account.Id.ToString();
    }

    private async Task<string> RegisterAsync()
    {
        var services = _server.Services;
        var person = _phone.Person.ToString();
        var programme = services.GetRequiredService<ProgrammeCatalogue>().Newest(new(KeptTown.Programme));
        Assert.Null(await services.GetRequiredService<IGrainFactory>().GetGrain<IRegistrationGrain>(person).SubmitAsync(new(
            programme.Version, TestDevice.Details(1), [.. TestDevice.Consents(TimeProvider.System.GetUtcNow())],
            PhoneFaults.None, "en", _phone.Key)));
        return person;
    }

    private async Task<HttpStatusCode> PostAsync<T>(string path, T body)
    {
        using var answer = await _browser.Http.PostAsJsonAsync($"/staff/retention/{path}", body, Cancelled);
        return answer.StatusCode;
    }

    [GeneratedRegex("name=\"form-token\" value=\"(?<token>[^\"]+)\"")]
    private static partial Regex Token();
}
