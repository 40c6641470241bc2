using System.Net;

namespace Actors.Server.Edge;

/// <summary>
/// Whether a request names this server as its host: by an IP address, as <c>localhost</c>, or by a name in the settings
/// <c>AllowedHosts</c> and <c>Demo:PublicUrl</c>. A page of a stranger whose name was pointed at this machine does not.
/// </summary>
internal static class KnownHosts
{
    /// <summary>The setting with the names, separated by semicolons.</summary>
    public const string Setting = "AllowedHosts";

    private const string PublicUrl = "Demo:PublicUrl";

    /// <summary>Whether the host of a request is known.</summary>
    public static bool IsKnown(HttpRequest request, IConfiguration configuration)
    {
        var host = request.Host.Host.Trim('[', ']');
        return host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || IPAddress.TryParse(host, out _)
            || (Uri.TryCreate(configuration[PublicUrl], UriKind.Absolute, out var url)
                && url.Host.Equals(host, StringComparison.OrdinalIgnoreCase))
            || (configuration[Setting] ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Any(name => name.Equals(host, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Refuses requests to an endpoint whose host is not known.</summary>
    public static RouteGroupBuilder RequireKnownHost(this RouteGroupBuilder group) => group.AddEndpointFilter(
        static async (context, next) => IsKnown(
            context.HttpContext.Request, context.HttpContext.RequestServices.GetRequiredService<IConfiguration>())
            ? await next(context)
            : TypedResults.Problem(
                $"This server does not know the host \"{context.HttpContext.Request.Host.Host}\". Use its IP address or "
                + $"localhost, or name the host in the setting {Setting}.",
                statusCode: StatusCodes.Status403Forbidden));
}
