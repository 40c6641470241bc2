using System.Diagnostics.CodeAnalysis;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Programmes;
using Actors.Domain.Registration;
using Actors.Grains.Registration;
using Actors.Notifications.Texts.Keys;
using Actors.Privacy.Tokens;
using Actors.Server.Edge;
using Actors.Server.Phones.SignIn;
using Actors.Storage.Outages;
using Microsoft.AspNetCore.Http.HttpResults;
using Message = Actors.Protocol.Messages;

namespace Actors.Server.Registration;

/// <summary>Maps registration. What changes something is signed by the key of the phone.</summary>
[SuppressMessage("Maintainability", "CA1506", Justification = "Names what each message needs, and only translates.")]
public static class RegistrationEndpoints
{
    /// <summary>How long a token is good before a stay begins. The phone asks for another one by its key.</summary>
    private static readonly TimeSpan BeforeStay = TimeSpan.FromDays(90);

    /// <summary>Maps <c>/registration/…</c>, and the public link <c>/enter/{programme}</c> with its QR code.</summary>
    public static void MapRegistration(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapEnter();
        var registration = endpoints.MapGroup("/registration").Public().WithTags("Registration");
        registration.MapGet("/programmes/{programme}", ShowScreens)
            .WithName("readRegistrationScreens").WithSummary("What the screens of a registration show.");
        registration.MapPost("/programmes/{programme}", SubmitAsync)
            .WithName("register").WithSummary("Registers the person of a phone.");
        endpoints.MapGet("/registration", ShowAsync).ForPhones().WithTags("Registration")
            .WithName("readRegistration").WithSummary("The registration of the phone that has signed in.");
        registration.MapPost("/tokens", IssueAsync).WithName("issueToken").WithSummary("Issues a token to a phone.");
        registration.MapPost("/corrections", CorrectAsync)
            .WithName("correctRegistration").WithSummary("Corrects the registered details.");
        registration.MapPost("/upheld", UpholdAsync)
            .WithName("upholdRegistration").WithSummary("Says that the registered details are right.");
        registration.MapPost("/companions", AddCompanionAsync)
            .WithName("addCompanion").WithSummary("Registers a companion.");
        registration.MapPost("/arrivals", ArriveAsync).WithName("arrive").WithSummary("Says that the person has landed.");
        registration.MapPost("/modes", SetModeAsync).WithName("setMode").WithSummary("Switches the mode of the phone.");
        registration.MapPost("/takeovers", SettleTakeoverAsync)
            .WithName("settleTakeover").WithSummary("Lets another phone continue the registration, or refuses it.");
        registration.MapPost("/codes", TryCodeAsync)
            .WithName("tryCode").WithSummary("Continues a registration of another phone by a mailed code.");
    }

    private static Results<Ok<Message.RegistrationScreens>, ProblemHttpResult> ShowScreens(
        string programme, string? language, HttpContext http, PhoneEntry entry, TimeProvider wall)
    {
        var words = RegistrationWords.Of(http);
        words = language is null ? words : words.In(language);
        return entry.Find(programme) is { } rules
            ? TypedResults.Ok(RegistrationTranslation.Screens(rules, words, wall.GetUtcNow()))
            : words.Refuse(ErrorCode.ProgrammeUnknown);
    }

    private static async Task<Results<Ok<Message.RegistrationAnswer>, ProblemHttpResult>> SubmitAsync(
        string programme, SignedBody<Message.RegistrationForm> request, HttpContext http, PhoneEntry entry) =>
        request.Problem is { } problem ? problem
        : entry.Find(programme) is not { } rules ? request.Words.Refuse(ErrorCode.ProgrammeUnknown)
        : await entry.SubmitAsync(rules, request, http);

    private static async Task<Results<Ok<Message.RegistrationStatus>, ProblemHttpResult>> ShowAsync(
        HttpContext http, IGrainFactory grains, ProgrammeCatalogue programmes)
    {
        var person = PhoneIdentity.Of(http.User).Person;
        var registration = grains.GetGrain<IRegistrationGrain>(person.ToString());
        var words = RegistrationWords.Of(http);
        return await registration.ReadAsync() is { } view && await registration.ReadDetailsAsync() is { } details
            ? TypedResults.Ok(RegistrationTranslation.Status(
                person, view, details, programmes.Newest(view.Programme.Id), words))
            : words.Refuse(ErrorCode.NotRegistered);
    }

    private static async Task<Results<Ok<Message.IssuedToken>, ProblemHttpResult>> IssueAsync(
        SignedBody<Message.TokenRequest> request, IGrainFactory grains, ProgrammeCatalogue programmes, PhoneTokens tokens,
        IProgrammeTime time, CancellationToken cancellationToken)
    {
        if (request.Problem is { } problem)
        {
            return problem;
        }

        var grant = await grains.GetGrain<IRegistrationGrain>(request.Signature.Person.ToString())
            .GrantTokenAsync(request.Signature);
        if (grant.Refusal is { } refusal)
        {
            return request.Words.Refuse(refusal.Code);
        }

        var programme = programmes.Newest(grant.Programme.Id);
        var expiresAt = grant.LandedAt is { } landedAt
            ? StayPeriod.For(programme.Days, programme.Zone, landedAt).FreeAt + PhoneTokens.AfterStay
            : time.Now + BeforeStay;
        var issued = await tokens.IssueAsync(
            [new PhoneTokenOwner(grant.Person, grant.Programme.Id, expiresAt)], cancellationToken);
        return TypedResults.Ok(new Message.IssuedToken(grant.Person.ToString(), issued[0].Text));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> CorrectAsync(
        SignedBody<Message.DetailsCorrection> request, HttpContext http, PhoneEntry entry) =>
        Done(request.Problem ?? await entry.CorrectAsync(request, http));

    private static async Task<Results<NoContent, ProblemHttpResult>> UpholdAsync(
        SignedBody<Message.DetailsUpheld> request, IGrainFactory grains) =>
        Done(await request.DecideAsync(grains, registration => registration.UpholdAsync(request.Signature)));

    private static async Task<Results<Ok<Message.RegistrationAnswer>, ProblemHttpResult>> AddCompanionAsync(
        SignedBody<Message.CompanionForm> request, HttpContext http, PhoneEntry entry)
    {
        if ((request.Problem ?? await entry.AddCompanionAsync(request, http)) is { } problem)
        {
            return problem;
        }

        var companion = DeviceKey.CompanionOf(
            request.Signature.Person, RegistrationTranslation.Number(request.Value.Number)!.Value);
        return TypedResults.Ok(EqualAnswers.Pad(
            new(companion.ToString(), [request.Words.Line(RegistrationTexts.Received)])));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> ArriveAsync(
        SignedBody<Message.Arrival> request, IGrainFactory grains) => Done(await request.DecideAsync(
            grains, registration => registration.ArriveAsync(request.Signature, request.Value.LandedAt)));

    private static async Task<Results<NoContent, ProblemHttpResult>> SetModeAsync(
        SignedBody<Message.ModeChange> request, IGrainFactory grains) => Done(await request.DecideAsync(
            grains, registration => registration.SetModeAsync(
                request.Signature,
                request.Value.Mode == Message.PhoneMode.Normal ? PhoneMode.Normal : PhoneMode.HealthMonitoring)));

    private static async Task<Results<NoContent, ProblemHttpResult>> SettleTakeoverAsync(
        SignedBody<Message.TakeoverDecision> request, IGrainFactory grains)
    {
        if (request.Problem is { } problem)
        {
            return problem;
        }

        var person = request.Signature.Person;
        return request.Value.Person is { } named && !EntrantId.TryParse(named, out person)
            ? request.Words.Unreadable("person")
            : Done(await request.DecideAsync(grains, registration => registration.SettleTakeoverAsync(
                request.Signature, person, request.Value.IsAllowed)));
    }

    private static async Task<Results<Ok<Message.RegistrationAnswer>, ProblemHttpResult>> TryCodeAsync(
        SignedBody<Message.TakeoverCode> request, IGrainFactory grains, EqualAnswers answers)
    {
        var problem = request.Problem ?? await answers.HoldAsync(() => request.DecideAsync(
            grains, registration => registration.TryCodeAsync(request.Signature, request.Value.Code)));
        return problem is null
            ? TypedResults.Ok(EqualAnswers.Pad(new(
                request.Signature.Person.ToString(), [request.Words.Line(RegistrationTexts.Changed)])))
            : problem;
    }

    private static Results<NoContent, ProblemHttpResult> Done(ProblemHttpResult? problem) =>
        problem is null ? TypedResults.NoContent() : problem;
}
