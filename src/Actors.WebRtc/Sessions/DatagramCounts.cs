namespace Actors.WebRtc.Sessions;

/// <summary>What one socket received: written by its thread, read by whoever wants to know.</summary>
internal sealed class DatagramCounts
{
    private static readonly int Reasons = Enum.GetValues<DatagramDrop>().Length;

    private readonly long[] _outcomes = new long[Reasons];
    private long _bytes;

    /// <summary>Datagrams received.</summary>
    public long Received => _outcomes.Sum();

    /// <summary>Their bytes.</summary>
    public long Bytes => Volatile.Read(ref _bytes);

    /// <summary>How many were dropped for a reason.</summary>
    public long Of(DatagramDrop reason) => Volatile.Read(ref _outcomes[(int)reason]);

    /// <summary>Counts a datagram.</summary>
    public void Add(int bytes, DatagramDrop outcome)
    {
        _bytes += bytes;
        _outcomes[(int)outcome]++;
    }
}
