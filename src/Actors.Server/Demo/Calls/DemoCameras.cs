using System.Collections.Immutable;
using System.Net;
using System.Security.Cryptography;
using Actors.Server.Board;
using Actors.WebRtc.Caller;
using Actors.WebRtc.Caller.Video;

namespace Actors.Server.Demo.Calls;

/// <summary>
/// What the cameras of fictional people show: test films where they are built. Elsewhere the demo has no pictures, and the
/// verdicts about them are scripted; the board says so.
/// </summary>
internal sealed partial class DemoCameras : IAsyncDisposable
{
    /// <summary>Where <c>tests/media/build.sh</c> puts the films, seen from a program of this repository.</summary>
    private static readonly string Built = Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "media");

    /// <summary>How the names of films begin in which a person does what the server asks.</summary>
    private static readonly string[] Good = ["passing"];

    /// <summary>How the names of films begin after which staff must look.</summary>
    private static readonly string[] Bad = ["blank-wall", "frozen", "mask", "still-photograph", "white-wall"];

    private readonly ImmutableArray<VideoClip> _good;
    private readonly ImmutableArray<VideoClip> _bad;
    private readonly VideoCallers? _callers;

    public DemoCameras(DemoOptions options, TimeProvider wall, BoardNotes notes, ILogger<DemoCameras> log)
    {
        var folder = options.Films ?? Built;
        (_good, _bad) = options.Calls > 0 ? (Read(folder, Good), Read(folder, Bad)) : ([], []);
        _callers = HasFilms ? new(wall) : null;
        if (options.Calls > 0)
        {
            notes.Calls = HasFilms ? "people show test films" : "without pictures: the verdicts are scripted";
            LogCameras(log, notes.Calls);
        }
    }

    /// <summary>Whether there are films for people who pass and for people who do not.</summary>
    public bool HasFilms => _good.Length > 0 && _bad.Length > 0;

    /// <summary>A camera that shows a film from any moment on.</summary>
    /// <param name="passes">Whether the film shows a person who does what the server asks.</param>
    /// <exception cref="InvalidOperationException">There are no films.</exception>
    public VideoCaller Open(bool passes)
    {
        var films = passes ? _good : _bad;
        var film = films[RandomNumberGenerator.GetInt32(films.Length)];
        return _callers?.Create(
                film,
                new() { LocalAddress = IPAddress.Loopback, FirstFrame = RandomNumberGenerator.GetInt32(film.Count) })
            ?? throw new InvalidOperationException("There are no films.");
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _callers?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static ImmutableArray<VideoClip> Read(string folder, string[] names) => Directory.Exists(folder)
        ?
        [
            .. names.SelectMany(name => Directory.EnumerateFiles(folder, $"{name}*.ivf")).Order(StringComparer.Ordinal)
                .Select(path => VideoClip.Read(File.ReadAllBytes(path))),
        ]
        : [];

    [LoggerMessage(LogLevel.Information, "Video calls of fictional people: {Pictures}.")]
    private static partial void LogCameras(ILogger log, string pictures);
}
