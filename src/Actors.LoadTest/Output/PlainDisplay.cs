using System.Globalization;
using Actors.LoadTest.Runs;

namespace Actors.LoadTest.Output;

/// <summary>One line now and then, for files and for programs that read along.</summary>
internal sealed class PlainDisplay(TextWriter output, TimeProvider wall) : IDisplay
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);
    private long? _last;

    /// <inheritdoc/>
    public void Show(LifeStatus status)
    {
        if (_last is { } last && wall.GetElapsedTime(last) < Every)
        {
            return;
        }

        _last = wall.GetTimestamp();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{status.Done,4:P0} {status.Now:MM-dd HH:mm} at {status.Speed:0}x: {status.Entrants} people, "
            + $"{status.Prompts} prompts, {status.Reports} reports, {status.Late.TotalSeconds:0} s late, {status.Kills} kills"));
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
