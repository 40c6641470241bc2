using Actors.Domain.Programmes;
using Actors.Notifications.Texts.Languages;
using Actors.Server.Edge;
using Actors.Server.Hosting;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Actors.Server.Demo.CallTest;

/// <summary>
/// A page on which a visitor has a video call as a fictional person. For trials only: real people use the app.
/// </summary>
internal static class CallTestEndpoints
{
    private const string Page = "CallTest";
    private const string Script = "text/javascript; charset=utf-8";

    private static readonly string[] Scripts =
    [
        "call-test.js", "camera.js", "devices.js", "journal.js", "phone.js", "ringer.js", "screens.js", "signalr.min.js",
        "texts.js",
    ];

    /// <summary>Maps the page <c>/call-test</c>, and its files and texts under it.</summary>
    public static void MapCallTest(this IEndpointRouteBuilder routes)
    {
        var endpoints = routes.MapGroup("").ForOperators();
        var page = PageAsset.Read(Page, "call-test.html", "text/html; charset=utf-8");
        endpoints.MapGet("/call-test", (HttpContext context) => Show(context, page))
            .WithSecurityHeadersPolicy(SecurityHeaders.CallPage).ExcludeFromDescription();
        endpoints.MapAsset("/call-test/call-test.css", PageAsset.Read(Page, "call-test.css", "text/css; charset=utf-8"));
        foreach (var script in Scripts)
        {
            endpoints.MapAsset($"/call-test/{script}", PageAsset.Read(Page, script, Script));
        }

        var words = ActivatorUtilities.CreateInstance<CallTestWords>(routes.ServiceProvider);
        endpoints.MapGet("/call-test/texts", (HttpContext context, string? language, string? programme) =>
                Read(context, words, language, programme))
            .WithTags("Development").WithName("readCallTestTexts")
            .WithSummary("The texts of the page /call-test in the language that fits best.");
    }

    private static FileContentHttpResult Show(HttpContext context, PageAsset page)
    {
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Bytes(page.Content, page.MediaType);
    }

    private static Results<Ok<CallTestTexts>, ProblemHttpResult> Read(
        HttpContext context, CallTestWords words, string? language, string? programme)
    {
        // The language in the address, or those of the browser, best first.
        var chosen = language is null ? Language.Match(Wishes(context.Request)) : Language.Match(language);
        var id = ProgrammeId.TryParse(programme, out var named) ? named : (ProgrammeId?)null;
        context.Response.Headers.CacheControl = "no-store";
        return words.Find(chosen, programme is null ? words.FirstProgramme : id) is { } texts
            ? TypedResults.Ok(texts)
            : TypedResults.Problem("There is no such programme.", statusCode: StatusCodes.Status404NotFound);
    }

    private static IEnumerable<string?> Wishes(HttpRequest request) =>
        request.GetTypedHeaders().AcceptLanguage
            .OrderByDescending(wish => wish.Quality ?? 1)
            .Select(wish => wish.Value.Value);
}
