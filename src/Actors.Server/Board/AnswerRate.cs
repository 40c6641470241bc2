namespace Actors.Server.Board;

/// <summary>Answers a second over the last seconds, from how many there were at each look.</summary>
internal sealed class AnswerRate(TimeProvider wall)
{
    private static readonly TimeSpan Span = TimeSpan.FromSeconds(10);
    private readonly Queue<(long Timestamp, long Answers)> _looks = new();

    /// <summary>Takes in how many there are now; gives the rate.</summary>
    public double Look(long answers)
    {
        var now = wall.GetTimestamp();
        _looks.Enqueue((now, answers));
        while (_looks.Count > 2 && wall.GetElapsedTime(_looks.Peek().Timestamp, now) > Span)
        {
            _looks.Dequeue();
        }

        var (then, before) = _looks.Peek();
        var seconds = wall.GetElapsedTime(then, now).TotalSeconds;
        return seconds < 0.2 ? 0 : Math.Round(Math.Max(0, answers - before) / seconds, 1);
    }
}
