namespace Actors.Server.Board;

/// <summary>Registers the live board.</summary>
public static class BoardServiceCollectionExtensions
{
    /// <summary>Adds the live board.</summary>
    public static IServiceCollection AddBoard(this IServiceCollection services)
    {
        services.AddSingleton<BoardMeters>();
        services.AddSingleton<BoardReader>();
        services.AddSingleton<BoardStream>();
        services.AddSingleton<BoardFeed>();
        services.AddHostedService(provider => provider.GetRequiredService<BoardFeed>());
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, BoardJson.Default));
        return services;
    }
}
