using Microsoft.Net.Http.Headers;

namespace Actors.Server.Hosting;

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
