using Microsoft.Extensions.DependencyInjection;

namespace Actors.Notifications.Texts;

/// <summary>Registers the texts.</summary>
public static class TextServiceCollectionExtensions
{
    /// <summary>Adds the catalogue, which is read and checked now so that mistakes show at the start.</summary>
    /// <exception cref="CatalogueException">The catalogue has mistakes.</exception>
    public static IServiceCollection AddTexts(this IServiceCollection services) => services.AddSingleton(Catalogue.Default);
}
