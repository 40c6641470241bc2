namespace Actors.Server.Board;

/// <summary>Answers per second over the last ten seconds, computed from readings of their total.</summary>
internal sealed class AnswerRate(TimeProvider wall)
{
    private static readonly TimeSpan Span = TimeSpan.FromSeconds(10);
    private readonly Queue<(long Timestamp, long Answers)> _readings = new();

    /// <summary>Adds a reading of the total, and returns the rate in answers per second.</summary>
    public double Update(long answers)
    {
        var now = wall.GetTimestamp();
        _readings.Enqueue((now, answers));
        while (_readings.Count > 2 && wall.GetElapsedTime(_readings.Peek().Timestamp, now) > Span)
        {
            _readings.Dequeue();
        }

        var (then, before) = _readings.Peek();
        var seconds = wall.GetElapsedTime(then, now).TotalSeconds;
        return seconds < 0.2 ? 0 : Math.Round(Math.Max(0, answers - before) / seconds, 1);
    }
}
