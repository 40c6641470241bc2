using Actors.Notifications.Texts.Languages;

namespace Actors.Server.Edge;

/// <summary>The language in which a request wants its answer.</summary>
internal static class RequestLanguage
{
    /// <summary>The first of <c>Accept-Language</c>, best first, that the catalogue has; English if there is none.</summary>
    public static Language WantedLanguage(this HttpRequest request) => Language.Match(
        request.GetTypedHeaders().AcceptLanguage.OrderByDescending(wish => wish.Quality ?? 1).Select(wish => wish.Value.Value));
}
