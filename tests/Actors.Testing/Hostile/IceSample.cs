using System.Net;
using Actors.WebRtc.Ice;
using Actors.WebRtc.Stun;

namespace Actors.Testing.Hostile;

/// <summary>Two sides, some addresses, and messages as they write them.</summary>
public sealed class IceSample
{
    public static readonly TransportAddress Phone = Address("192.0.2.10", 40000);
    public static readonly TransportAddress OtherPhone = Address("192.0.2.11", 40001);
    public static readonly TransportAddress Server = Address("198.51.100.1", 3478);

    private readonly byte[] _buffer = new byte[StunWriter.Enough];
    private uint _transactions;

    public IceCredentials Local { get; } = IceCredentials.Create(new SeededNumbers(1));

    public IceCredentials Remote { get; } = IceCredentials.Create(new SeededNumbers(2));

    /// <summary>The answer to the last datagram.</summary>
    public byte[] Response { get; } = new byte[StunWriter.Enough];

    public static TransportAddress Address(string address, int port) =>
        TransportAddress.From(new IPEndPoint(IPAddress.Parse(address), port));

    public StunTransactionId NextTransaction() => new(0x1111_2222_3333_4444, ++_transactions);

    /// <summary>A check by the other side, who controls unless told otherwise.</summary>
    public byte[] Check(bool useCandidate = false, bool controls = true)
    {
        var request = new IceRequest(Remote, Local, tieBreaker: 7);
        var length = controls
            ? request.WriteControlling(NextTransaction(), useCandidate, _buffer)
            : request.WriteControlled(NextTransaction(), _buffer);
        return _buffer[..length];
    }

    /// <summary>A request that is put together by hand.</summary>
    public byte[] Request(
        string? username, ReadOnlySpan<byte> key, ushort unknown = 0, StunClass messageClass = StunClass.Request)
    {
        var writer = new StunWriter(_buffer, messageClass, NextTransaction());
        if (username is not null)
        {
            var halves = username.Split(':');
            writer.Username(System.Text.Encoding.ASCII.GetBytes(halves[0]), System.Text.Encoding.ASCII.GetBytes(halves[1]));
        }

        var unknownAt = writer.Length;
        if (unknown != 0)
        {
            writer.UseCandidate();
            _buffer[unknownAt] = (byte)(unknown >> 8);
            _buffer[unknownAt + 1] = (byte)(unknown & 0xFF);
        }

        if (!key.IsEmpty)
        {
            writer.Integrity(key);
        }

        writer.Fingerprint();
        return _buffer[..writer.Length];
    }
}
