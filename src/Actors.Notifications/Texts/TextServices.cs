using Microsoft.Extensions.DependencyInjection;

namespace Actors.Notifications.Texts;

/// <summary>Adds the texts.</summary>
public static class TextServices
{
    /// <summary>Adds the catalogue of texts, read and checked at once, so that a mistake in it shows at the start.</summary>
    /// <exception cref="CatalogueException">The catalogue has mistakes.</exception>
    public static IServiceCollection AddTexts(this IServiceCollection services) => services.AddSingleton(Catalogue.Default);
}
