using Actors.Protocol;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Http.Features;

namespace Actors.Server.Phones.SignIn;

/// <summary>A token from the query of the hub's address, removed from there.</summary>
internal sealed record QueryToken(string Text)
{
    private const string Name = "access_token";

    /// <summary>
    /// Moves the token from the address into the features of the request. Runs first, because request logging and exception
    /// pages show addresses.
    /// </summary>
    public static Task HideAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Path == IEntrantHub.Path
            && context.Request.Query.TryGetValue(Name, out var values) && values is [{ Length: > 0 } text])
        {
            var rest = context.Request.Query.Where(pair => pair.Key != Name);
            context.Request.QueryString = new QueryBuilder(rest).ToQueryString();
            if (context.Features.Get<IHttpRequestFeature>() is { } request)
            {
                request.RawTarget = context.Request.Path + context.Request.QueryString;
            }

            context.Features.Set(new QueryToken(text));
        }

        return next(context);
    }

    /// <summary>Does not contain the token.</summary>
    public override string ToString() => nameof(QueryToken);
}

/// <summary>Removes tokens from addresses before any other middleware sees the request.</summary>
internal sealed class QueryTokenFilter : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(QueryToken.HideAsync);
        next(app);
    };
}
