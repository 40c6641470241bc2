using Actors.Domain.Access;
using Actors.Server.Edge;
using Actors.Server.Hosting;
using Actors.Server.Phones;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.SignalR;

namespace Actors.Server.Board;

/// <summary>The live board, a page for a screen on the wall. It names no person.</summary>
public static class BoardEndpoints
{
    /// <summary>Maps the page <c>/</c>, and its files, events and snapshot under <c>/board/</c>.</summary>
    public static void MapBoard(this IEndpointRouteBuilder routes)
    {
        var endpoints = routes.MapGroup("").ForStaffAndOperators(StaffPermission.WatchBoard)
            .WithSecurityHeadersPolicy(SecurityHeaders.Page);
        endpoints.MapGet("/", ShowAsync).ExcludeFromDescription();
        endpoints.MapAsset("/board/board.css", PageAsset.Read("Board", "board.css", "text/css; charset=utf-8"));
        endpoints.MapAsset("/board/board.js", PageAsset.Read("Board", "board.js", "text/javascript; charset=utf-8"));
        endpoints.MapAsset("/board/icon.svg", PageAsset.Read("Board", "icon.svg", "image/svg+xml"));
        endpoints.MapFigures();
    }

    private static void MapFigures(this RouteGroupBuilder endpoints)
    {
        endpoints.MapGet("/board/events", SendAsync).WithTags("Board")
            .WithSummary("Snapshots of a programme as server-sent events, sent on change, at most four a second.")
            .Produces(StatusCodes.Status200OK, contentType: "text/event-stream")
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        endpoints.MapGet("/board/snapshot", ReadAsync).WithTags("Board").WithName("readBoard")
            .WithSummary("What the board shows about a programme now.");
    }

    private static async Task<Results<ContentHttpResult, ProblemHttpResult>> ShowAsync(
        HttpContext context, BoardReader reader, BoardFeed feed, BoardNotes notes, IConfiguration configuration,
        string? programme, CancellationToken cancellationToken)
    {
        if (await reader.FindAsync(programme, StaffIdentity.Of(context.User), cancellationToken) is not { } id)
        {
            return NoProgramme(programme);
        }

        context.Response.Headers.CacheControl = "no-store";
        var page = BoardPage.Render(
            await feed.Lane(id).ReadAsync(cancellationToken), Installation.IsForTrials(configuration), notes.PhoneLink);
        return TypedResults.Content(page, "text/html; charset=utf-8");
    }

    private static async Task<Results<Ok<BoardSnapshot>, ProblemHttpResult>> ReadAsync(
        HttpContext context, BoardReader reader, BoardFeed feed, string? programme, CancellationToken cancellationToken) =>
        await reader.FindAsync(programme, StaffIdentity.Of(context.User), cancellationToken) is { } id
            ? TypedResults.Ok(await feed.Lane(id).ReadAsync(cancellationToken))
            : NoProgramme(programme);

    private static async Task<IResult> SendAsync(
        HttpContext context, BoardReader reader, BoardFeed feed, BoardStream stream, StreamLimit limit,
        IHostApplicationLifetime lifetime, string? programme)
    {
        if (await reader.FindAsync(programme, StaffIdentity.Of(context.User), context.RequestAborted) is not { } id)
        {
            return NoProgramme(programme);
        }

        using var place = limit.TryEnter(context);
        if (place is not null)
        {
            await stream.SendAsync(context, feed.Lane(id), lifetime.ApplicationStopping);
            return TypedResults.Empty;
        }

        context.Response.Headers.RetryAfter = "10";
        return TypedResults.Problem(
            "Too many browsers show the board. Try again in ten seconds.", statusCode: StatusCodes.Status503ServiceUnavailable);
    }

    private static ProblemHttpResult NoProgramme(string? programme) => TypedResults.Problem(
        string.IsNullOrEmpty(programme)
            ? "This installation has no programme yet."
            : "There is no such programme. The page / without a programme lists them.",
        statusCode: StatusCodes.Status404NotFound);
}

/// <summary>Registers the live board.</summary>
public static class BoardServiceCollectionExtensions
{
    /// <summary>Adds the live board.</summary>
    public static IServiceCollection AddBoard(this IServiceCollection services)
    {
        services.AddSingleton<BoardNotes>();
        services.AddSingleton<BoardPhones>();
        services.Configure<HubOptions<EntrantHub>>(hub => hub.AddFilter<BoardPhones>());
        services.AddSingleton<BoardReader>();
        services.AddSingleton<BoardStream>();
        services.AddSingleton<BoardFeed>();
        services.AddHostedService(provider => provider.GetRequiredService<BoardFeed>());
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, BoardJson.Default));
        return services;
    }
}
