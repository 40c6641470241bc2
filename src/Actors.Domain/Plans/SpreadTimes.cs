using System.Collections.Immutable;

namespace Actors.Domain.Plans;

/// <summary>Draws times with a minimum gap. All ways to place them are equally likely.</summary>
internal static class SpreadTimes
{
    /// <summary>Draws times in order, in whole seconds.</summary>
    /// <param name="stream">The source of random numbers.</param>
    /// <param name="wanted">The number of times. Fewer are drawn if they do not fit, perhaps none.</param>
    /// <param name="first">The earliest time.</param>
    /// <param name="last">The latest time.</param>
    /// <param name="gap">The minimum gap from one time to the next.</param>
    public static ImmutableArray<DateTimeOffset> Draw(
        ref KeyedStream stream, int wanted, DateTimeOffset first, DateTimeOffset last, TimeSpan gap)
    {
        first = WholeSecond(first);
        var seconds = (int)Math.Floor((last - first).TotalSeconds);
        var step = (int)Math.Ceiling(gap.TotalSeconds);
        var count = seconds < 0 ? 0 : Math.Min(wanted, (seconds / step) + 1);
        if (count == 0)
        {
            return [];
        }

        Span<int> places = stackalloc int[count];
        DrawPlaces(ref stream, places, seconds + 1 - ((count - 1) * (step - 1)));
        var times = ImmutableArray.CreateBuilder<DateTimeOffset>(count);
        for (var index = 0; index < count; index++)
        {
            times.Add(first.AddSeconds(places[index] + (index * (step - 1))));
        }

        return times.MoveToImmutable();
    }

    /// <summary>
    /// Draws different numbers below a bound, in order. Removing all but one second of each gap maps times with gaps
    /// one to one to different times, so a fair draw of the latter is a fair draw of the former.
    /// </summary>
    private static void DrawPlaces(ref KeyedStream stream, scoped Span<int> places, int bound)
    {
        for (var index = 0; index < places.Length; index++)
        {
            int drawn;
            do
            {
                drawn = stream.Below(bound);
            }
            while (places[..index].Contains(drawn));

            places[index] = drawn;
        }

        places.Sort();
    }

    private static DateTimeOffset WholeSecond(DateTimeOffset instant) =>
        DateTimeOffset.FromUnixTimeSeconds((instant.AddTicks(TimeSpan.TicksPerSecond - 1)).ToUnixTimeSeconds());
}
