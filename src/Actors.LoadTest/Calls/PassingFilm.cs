namespace Actors.LoadTest.Calls;

/// <summary>The film of a person who does what is asked: made, not kept, because it shows somebody.</summary>
internal static class PassingFilm
{
    /// <summary>Where it is made: <c>artifacts/media</c> of the working tree.</summary>
    public static string Path { get; } = System.IO.Path.GetFullPath(
        System.IO.Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "media", "passing.ivf"));
}
