using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace Actors.Server.Hosting;

/// <summary>A file of a page, kept in the program.</summary>
/// <param name="Content">Its bytes.</param>
/// <param name="MediaType">What it is.</param>
/// <param name="Tag">Changes with its content.</param>
internal sealed record PageAsset(byte[] Content, string MediaType, string Tag)
{
    /// <summary>Reads one.</summary>
    /// <param name="page">Of which page, such as <c>Board</c>.</param>
    /// <param name="name">The name of the file.</param>
    /// <param name="mediaType">What it is.</param>
    public static PageAsset Read(string page, string name, string mediaType)
    {
        using var stream = typeof(PageAsset).Assembly.GetManifestResourceStream($"{page}.{name}")
            ?? throw new FileNotFoundException($"The program lacks {name}.", name);
        using var content = new MemoryStream();
        stream.CopyTo(content);
        var bytes = content.ToArray();
        return new(bytes, mediaType, $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes)[..8])}\"");
    }
}

/// <summary>Sends the files of pages.</summary>
internal static class PageAssets
{
    /// <summary>Sends a file to who does not have it in this version.</summary>
    public static void MapAsset(this IEndpointRouteBuilder endpoints, string pattern, PageAsset asset)
    {
        var tag = EntityTagHeaderValue.Parse(asset.Tag);
        endpoints.MapGet(pattern, (HttpContext context) =>
        {
            context.Response.Headers.XContentTypeOptions = "nosniff";
            context.Response.Headers.CacheControl = "no-cache"; // To be asked for again, and mostly answered with 304.
            return TypedResults.Bytes(asset.Content, asset.MediaType, entityTag: tag);
        }).ExcludeFromDescription();
    }
}
