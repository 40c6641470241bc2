using Actors.LoadTest.Ledgers;
using static Actors.LoadTest.Tests.Reconciling.SampleLife;

namespace Actors.LoadTest.Tests.Ledgers;

public class OutageSpanTests
{
    [Fact]
    public void Time_that_two_spans_share_counts_once()
    {
        OutageSpan[] spans =
        [
            new(At(1, 5), At(1, 6)), new(At(1, 1), At(1, 3)), new(At(1, 2), At(1, 4)), new(At(1, 1), At(1, 2)),
            new(At(1, 4), At(1, 5)),
        ];

        Assert.Equal([new(At(1, 1), At(1, 6))], OutageSpan.Union(spans));
    }

    [Fact]
    public void Spans_apart_stay_apart_in_their_order()
    {
        OutageSpan[] spans = [new(At(1, 5), At(1, 6)), new(At(1, 1), At(1, 3))];

        Assert.Equal(spans.Reverse(), OutageSpan.Union(spans));
    }
}
