using System.Collections.Frozen;
using Actors.Notifications.Texts.Languages;
using Actors.Server.Edge;
using Actors.Server.Hosting;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace Actors.Server.PhoneApp;

/// <summary>The app of phones (<c>src/Actors.Phone</c>), which is embedded in the program.</summary>
internal static class PhoneAppEndpoints
{
    private const string App = "PhoneApp";
    private const string Extension = ".html";
    private const string Compressed = ".br";
    private const string Address = "/app";

    /// <summary>The folder of files whose names change with their content.</summary>
    private const string Lasting = "assets/";

    private const string Forever = "public, max-age=31536000, immutable";

    /// <summary>
    /// Maps the page <c>/app/</c> in each language, and its files under it. <c>/app</c> leads there: the worker of the app has
    /// what is under <c>/app/</c> in its care.
    /// </summary>
    public static void MapPhoneApp(this IEndpointRouteBuilder routes)
    {
        var files = typeof(PhoneAppEndpoints).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith($"{App}.", StringComparison.Ordinal))
            .Select(name => name[(App.Length + 1)..])
            .ToFrozenDictionary(name => name, name => PageAsset.Read(App, name, MediaTypeOf(name)), StringComparer.Ordinal);
        routes.MapGet("/app/{**file}", (HttpContext context, string? file, string? language) =>
                Show(context, files, file ?? PageIn(context, language)))
            .Public().WithSecurityHeadersPolicy(SecurityHeaders.PhoneApp).ExcludeFromDescription();
    }

    private static Results<FileContentHttpResult, RedirectHttpResult, NotFound> Show(
        HttpContext context, FrozenDictionary<string, PageAsset> files, string name)
    {
        if (context.Request.Path == Address)
        {
            return TypedResults.Redirect($"{Address}/{context.Request.QueryString}");
        }

        if (name.EndsWith(Compressed, StringComparison.Ordinal) || !files.TryGetValue(name, out var file))
        {
            return TypedResults.NotFound();
        }

        var headers = context.Response.Headers;
        headers.CacheControl = name.StartsWith(Lasting, StringComparison.Ordinal) ? Forever : "no-cache";
        headers.Vary = name.EndsWith(Extension, StringComparison.Ordinal)
            ? $"{HeaderNames.AcceptEncoding}, {HeaderNames.AcceptLanguage}" : HeaderNames.AcceptEncoding;
        if (files.TryGetValue(name + Compressed, out var smaller)
            && context.Request.GetTypedHeaders().AcceptEncoding.Any(wish => wish.Value == "br" && wish.Quality is not 0))
        {
            headers.ContentEncoding = "br";
            file = smaller;
        }

        return TypedResults.Bytes(file.Content, file.MediaType, entityTag: file.Tag);
    }

    /// <summary>The page with its first texts in the language of the address, or else of the browser.</summary>
    private static string PageIn(HttpContext context, string? language) =>
        $"index.{(language is null ? context.Request.WantedLanguage() : Language.Match(language)).Tag}{Extension}";

    private static string MediaTypeOf(string name) => Path.GetExtension(WithoutCompression(name)) switch
    {
        Extension => "text/html; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        ".wasm" => "application/wasm",
        ".onnx" => "application/octet-stream",
        ".png" => "image/png",
        ".webmanifest" => "application/manifest+json",
        var other => throw new NotSupportedException($"The program does not know how to serve {other} of the app."),
    };

    private static string WithoutCompression(string name) =>
        name.EndsWith(Compressed, StringComparison.Ordinal) ? name[..^Compressed.Length] : name;
}
