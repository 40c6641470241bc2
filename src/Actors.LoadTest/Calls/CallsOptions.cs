namespace Actors.LoadTest.Calls;

/// <summary>How calls are made.</summary>
internal sealed record CallsOptions
{
    /// <summary>How many at once.</summary>
    public required int Concurrent { get; init; }

    /// <summary>How many in all.</summary>
    public required int Total { get; init; }

    /// <summary>What the cameras show: a film, see <see cref="CameraFilm"/>.</summary>
    public required string Video { get; init; }

    /// <summary>How long a caller waits for a verdict before hanging up.</summary>
    public required TimeSpan Patience { get; init; }

    /// <summary>A server that runs already; null: one is started.</summary>
    public Uri? Server { get; init; }
}
