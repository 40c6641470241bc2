using System.Numerics;

namespace Actors.Vision.Pictures;

/// <summary>
/// Scales a plane down: each cell of the target is the mean of the samples under it, so that fine patterns do not alias.
/// Cells begin and end at whole samples; if the plane is smaller than the target, samples repeat. Reuses its buffers; not
/// thread-safe.
/// </summary>
internal sealed class AreaReduction
{
    private (int Source, int Target) _columnsFor;
    private int[] _columnStarts = [];
    private int[] _columnEnds = [];
    private ushort[] _sums = [];

    /// <param name="source">The plane.</param>
    /// <param name="width">Cells per row of the target.</param>
    /// <param name="height">Rows of the target.</param>
    /// <param name="target">The cells, row by row; at least <c>width × height</c> long.</param>
    public void Reduce(PicturePlane source, int width, int height, Span<float> target)
    {
        Prepare(source.Width, width);
        for (var y = 0; y < height; y++)
        {
            var (top, bottom) = Cell(y, source.Height, height);
            SumRows(source, top, bottom);
            Average(bottom - top, target.Slice(y * width, width));
        }
    }

    private static (int Start, int End) Cell(int index, int source, int target)
    {
        var start = (int)((long)index * source / target);
        return (start, Math.Max(start + 1, (int)(((long)index + 1) * source / target)));
    }

    private void Prepare(int source, int target)
    {
        if (_columnsFor == (source, target))
        {
            return;
        }

        _columnStarts = new int[target];
        _columnEnds = new int[target];
        _sums = new ushort[source];
        for (var x = 0; x < target; x++)
        {
            (_columnStarts[x], _columnEnds[x]) = Cell(x, source, target);
        }

        _columnsFor = (source, target);
    }

    private void SumRows(PicturePlane source, int top, int bottom)
    {
        Array.Clear(_sums);
        for (var y = top; y < bottom; y++)
        {
            Add(source.Row(y), _sums);
        }
    }

    /// <summary>16 bits hold 257 rows of 255; <see cref="Limits.PictureSide"/> keeps cells lower than that.</summary>
    private static void Add(ReadOnlySpan<byte> row, Span<ushort> sums)
    {
        var x = 0;
        for (; x <= row.Length - Vector<byte>.Count; x += Vector<byte>.Count)
        {
            Vector.Widen(new Vector<byte>(row[x..]), out var low, out var high);
            var first = sums[x..];
            var second = sums[(x + Vector<ushort>.Count)..];
            (new Vector<ushort>(first) + low).CopyTo(first);
            (new Vector<ushort>(second) + high).CopyTo(second);
        }

        for (; x < row.Length; x++)
        {
            sums[x] += row[x];
        }
    }

    private void Average(int rows, Span<float> target)
    {
        unchecked
        {
            for (var x = 0; x < target.Length; x++)
            {
                var columns = _sums.AsSpan(_columnStarts[x], _columnEnds[x] - _columnStarts[x]);
                var sum = 0u;
                foreach (var column in columns)
                {
                    sum += column;
                }

                target[x] = sum / (float)(rows * columns.Length);
            }
        }
    }
}
