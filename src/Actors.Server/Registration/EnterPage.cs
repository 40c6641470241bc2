using System.Net;
using System.Text;
using Actors.Domain.Programmes;
using Actors.Notifications.Texts.Keys;
using Actors.Notifications.Texts.Languages;
using Actors.Server.Edge;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using QRCoder;

namespace Actors.Server.Registration;

/// <summary>The public link of a programme: a page with its QR code, which is the link again, for posters.</summary>
internal static class EnterPage
{
    private const int ModulePixels = 8;

    /// <summary>Maps <c>/enter/{programme}</c> and <c>/enter/{programme}/qr.svg</c>.</summary>
    public static void MapEnter(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/enter/{programme}", Show).Public().WithSecurityHeadersPolicy(SecurityHeaders.Page)
            .ExcludeFromDescription();
        endpoints.MapGet("/enter/{programme}/qr.svg", ShowCode).Public().WithTags("Registration")
            .WithName("readRegistrationCode").WithSummary("The QR code of the public link of a programme.");
    }

    private static Results<ContentHttpResult, ProblemHttpResult> Show(
        string programme, string? language, HttpContext http, PhoneEntry entry)
    {
        var words = language is null ? RegistrationWords.Of(http) : RegistrationWords.Of(http).In(language);
        if (entry.Find(programme) is not { } rules)
        {
            return words.Refuse(ErrorCode.ProgrammeUnknown);
        }

        var open = WebUtility.HtmlEncode(words.Say(AppTexts.OpenApp));
        var (name, link) = (WebUtility.HtmlEncode(words.Say(AppTexts.CentreName)), WebUtility.HtmlEncode(LinkOf(rules, http)));
        var languages = Language.All.Select(one => $"""<a href="?language={one.Tag}" lang="{one.Tag}">{Name(one)}</a>""");
        return TypedResults.Content(
            $"""
            <!doctype html>
            <html lang="{words.Language.Tag}">
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{name}</title>
            <link rel="stylesheet" href="/staff/staff.css">
            <header><span class="brand">{name}</span></header>
            <main class="narrow">
            <section><p>{WebUtility.HtmlEncode(words.Say(RegistrationTexts.Invitation))}</p>
            <figure><img class="qr" src="/enter/{rules.Version.Id}/qr.svg" alt="">
            <figcaption><a href="{link}">{link}</a></figcaption></figure>
            <p><a class="button" href="/app/?programme={rules.Version.Id}&amp;language={words.Language.Tag}">{open}</a></p>
            </section>
            <p>{string.Join(" · ", languages)}</p>
            </main>
            </html>
            """,
            "text/html", Encoding.UTF8);

        string Name(Language one) => WebUtility.HtmlEncode(words.In(one.Tag).Say(AppTexts.LanguageName));
    }

    private static Results<ContentHttpResult, ProblemHttpResult> ShowCode(string programme, HttpContext http, PhoneEntry entry)
    {
        if (entry.Find(programme) is not { } rules)
        {
            return RegistrationWords.Of(http).Refuse(ErrorCode.ProgrammeUnknown);
        }

        return Draw(LinkOf(rules, http));
    }

    /// <summary>The QR code of a link.</summary>
    public static ContentHttpResult Draw(string link)
    {
        using var generator = new QRCodeGenerator();
        using var data = generator.CreateQrCode(link, QRCodeGenerator.ECCLevel.M);
        using var code = new SvgQRCode(data);
        return TypedResults.Content(code.GetGraphic(ModulePixels), "image/svg+xml", Encoding.UTF8);
    }

    private static string LinkOf(Programme programme, HttpContext http) => http.RequestServices
        .GetRequiredService<IOptions<RegistrationOptions>>().Value.LinkOf(programme, http.Request);
}
