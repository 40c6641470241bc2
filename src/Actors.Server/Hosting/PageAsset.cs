using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace Actors.Server.Hosting;

/// <summary>A file of a page, embedded in the program.</summary>
/// <param name="Content">Its bytes.</param>
/// <param name="MediaType">Its media type.</param>
/// <param name="Tag">Its entity tag, which changes with the content.</param>
internal sealed record PageAsset(byte[] Content, string MediaType, EntityTagHeaderValue Tag)
{
    /// <summary>Reads a file.</summary>
    /// <param name="page">The page, such as <c>Board</c>.</param>
    /// <param name="name">The name of the file.</param>
    /// <param name="mediaType">Its media type.</param>
    public static PageAsset Read(string page, string name, string mediaType)
    {
        using var stream = typeof(PageAsset).Assembly.GetManifestResourceStream($"{page}.{name}")
            ?? throw new FileNotFoundException($"The program lacks {name}.", name);
        using var content = new MemoryStream();
        stream.CopyTo(content);
        var bytes = content.ToArray();
        return new(bytes, mediaType, new($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes)[..8])}\""));
    }
}

/// <summary>Maps the files of pages.</summary>
internal static class PageAssetEndpoints
{
    /// <summary>Maps a file. A browser that has this version gets 304.</summary>
    public static IEndpointConventionBuilder MapAsset(this IEndpointRouteBuilder endpoints, string pattern, PageAsset asset)
    {
        return endpoints.MapGet(pattern, (HttpContext context) =>
        {
            context.Response.Headers.CacheControl = "no-cache";
            return TypedResults.Bytes(asset.Content, asset.MediaType, entityTag: asset.Tag);
        }).ExcludeFromDescription();
    }
}
