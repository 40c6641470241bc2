using System.Text.Json;
using Actors.Domain.Programmes;

namespace Actors.Server.Board;

/// <summary>
/// The newest frame of one programme. There is no queue: a slow browser skips frames.
/// </summary>
internal sealed class BoardLane(ProgrammeId programme, BoardReader reader, TimeProvider wall) : IDisposable
{
    /// <summary>
    /// An unchanged board is sent again after this time, which corrects the clock and reveals a dead connection.
    /// </summary>
    private static readonly TimeSpan Repeat = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _reading = new(1);
    private readonly AnswerRate _rate = new(wall);
    private TaskCompletionSource<BoardFrame> _next = NewNext();
    private BoardSnapshot? _sent;
    private (BoardSnapshot Snapshot, long At)? _read;
    private long _sentAt;
    private long _number;
    private int _watchers;

    /// <summary>Whether a browser watches.</summary>
    public bool IsWatched => Volatile.Read(ref _watchers) > 0;

    /// <summary>Completes with the next frame.</summary>
    public Task<BoardFrame> Next => Volatile.Read(ref _next).Task;

    /// <summary>Counts a browser that begins to watch.</summary>
    public void Enter() => Interlocked.Increment(ref _watchers);

    /// <summary>Counts a browser that has gone.</summary>
    public void Leave() => Interlocked.Decrement(ref _watchers);

    /// <summary>The current snapshot, read at most once per <see cref="BoardFeed.Interval"/>.</summary>
    public async Task<BoardSnapshot> ReadAsync(CancellationToken cancellationToken)
    {
        await _reading.WaitAsync(cancellationToken);
        try
        {
            if (_read is not { } read || wall.GetElapsedTime(read.At) >= BoardFeed.Interval)
            {
                read = (await reader.ReadAsync(programme, _rate, cancellationToken), wall.GetTimestamp());
                _read = read;
            }

            return read.Snapshot;
        }
        finally
        {
            _reading.Release();
        }
    }

    /// <summary>Sends a frame to all browsers, if something has changed.</summary>
    public async Task AdvanceAsync(CancellationToken cancellationToken)
    {
        var snapshot = await ReadAsync(cancellationToken);
        if (_sent is not null && IsSame(snapshot, _sent) && wall.GetElapsedTime(_sentAt) < Repeat)
        {
            return;
        }

        (_sent, _sentAt) = (snapshot, wall.GetTimestamp());
        var frame = new BoardFrame(++_number, JsonSerializer.SerializeToUtf8Bytes(snapshot, BoardJson.Default.BoardSnapshot));
        Interlocked.Exchange(ref _next, NewNext()).SetResult(frame);
    }

    public void Dispose() => _reading.Dispose();

    /// <summary>Ignores the time of day: browsers let the clock run by themselves.</summary>
    private static bool IsSame(BoardSnapshot one, BoardSnapshot other) =>
        one with { Clock = other.Clock, Events = other.Events, Programmes = other.Programmes } == other
        && one.Events.SequenceEqual(other.Events)
        && one.Clock.Speed.Equals(other.Clock.Speed);

    private static TaskCompletionSource<BoardFrame> NewNext() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

/// <summary>A snapshot ready to be sent.</summary>
/// <param name="Number">Its number; higher is newer.</param>
/// <param name="Json">The snapshot as JSON.</param>
internal sealed record BoardFrame(long Number, byte[] Json);
