namespace Actors.Benchmarks.Harness;

/// <summary>Does something for each of many, some at a time.</summary>
internal static class Lanes
{
    /// <summary>Each lane does its share, one after another.</summary>
    /// <param name="count">How many there are.</param>
    /// <param name="lanes">How many at a time.</param>
    /// <param name="act">What is done, by number.</param>
    public static Task EachAsync(int count, int lanes, Func<int, Task> act) =>
        Task.WhenAll(Enumerable.Range(0, lanes).Select(lane => Task.Run(async () =>
        {
            for (var each = lane; each < count; each += lanes)
            {
                await act(each);
            }
        })));
}
