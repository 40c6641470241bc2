namespace Actors.Notifications.Texts;

/// <summary>A catalogue cannot be used. The message lists everything that must be mended, a line each.</summary>
public sealed class CatalogueException(IReadOnlyList<CatalogueProblem> problems)
    : FormatException("The catalogue of texts cannot be used.\n" + string.Join('\n', problems))
{
    /// <summary>What must be mended.</summary>
    public IReadOnlyList<CatalogueProblem> Problems { get; } = problems;
}
