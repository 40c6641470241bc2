using Actors.Testing;
using Actors.WebRtc.Srtp;

namespace Actors.WebRtc.Tests.Srtp;

public class ReplayWindowTests
{
    private readonly ReplayWindow _window = new();

    [Fact]
    public void Everything_is_new_at_first()
    {
        Assert.True(_window.IsNew(0));
        Assert.True(_window.IsNew(ulong.MaxValue >> 16));
        Assert.Null(_window.Highest);
    }

    [Fact]
    public void The_oldest_that_counts_is_the_size_of_the_window_less_one_behind_the_highest()
    {
        _window.Accept(5000);

        Assert.False(_window.IsNew(5000));
        Assert.True(_window.IsNew(5000 - SrtpSession.ReplayWindow + 1));
        Assert.False(_window.IsNew(5000 - SrtpSession.ReplayWindow));
    }

    [Fact]
    public void What_was_skipped_is_new_even_where_an_index_one_window_older_was_there()
    {
        _window.Accept(7);
        _window.Accept(7 + SrtpSession.ReplayWindow + 1);

        Assert.True(_window.IsNew(7 + SrtpSession.ReplayWindow));
    }

    [Fact]
    public void It_agrees_with_a_set_of_all_indexes()
    {
        for (ulong seed = 1; seed <= 20; seed++)
        {
            var random = new SeededRandom(seed);
            var window = new ReplayWindow();
            var seen = new HashSet<ulong>();
            ulong highest = 0;
            for (var step = 0; step < 3000; step++)
            {
                var forward = random.Next(0, 50) == 0 ? random.Next(0, 3000) : random.Next(0, 4);
                var index = (ulong)Math.Max(0, (long)highest + forward - random.Next(0, 1200));
                var expected = !seen.Contains(index) && index + SrtpSession.ReplayWindow > highest;

                Assert.Equal(expected, window.IsNew(index));
                if (expected)
                {
                    window.Accept(index);
                    seen.Add(index);
                    highest = Math.Max(highest, index);
                    Assert.Equal(highest, window.Highest);
                }
            }
        }
    }

    [Fact]
    public void After_a_reset_nothing_is_known()
    {
        _window.Accept(3);
        _window.Reset();

        Assert.True(_window.IsNew(3));
        Assert.Null(_window.Highest);
    }
}
