using System.Buffers.Binary;
using System.Security.Cryptography;
using Actors.WebRtc.Ice;
using Actors.WebRtc.Stun;

namespace Actors.WebRtc.Caller.Ice;

/// <summary>
/// Whether the other side still agrees to being sent packets (RFC 7675, section 5.1). It is asked every few seconds, each
/// time in a transaction of its own and without repetition; an answer to any question that is young enough counts, once.
/// </summary>
internal sealed class ConsentFreshness(IceTimings timings, RandomNumberGenerator random)
{
    private const int Remembered = 8;
    private readonly (StunTransactionId Id, long AskedAt)[] _questions = new (StunTransactionId, long)[Remembered];
    private int _count;
    private int _next;

    /// <summary>When to ask again.</summary>
    public long NextAt { get; private set; } = long.MaxValue;

    /// <summary>When consent ends.</summary>
    public long ExpiresAt { get; private set; } = long.MaxValue;

    /// <summary>The check that chose the pair is the first consent.</summary>
    public void Begin(long now) => (ExpiresAt, NextAt) = (now + timings.ConsentLifeMs, now + Pause());

    /// <summary>Asks again at once, where there is consent.</summary>
    public void Hasten(long now) => NextAt = NextAt == long.MaxValue ? NextAt : now;

    /// <summary>Asks.</summary>
    /// <returns>The transaction of the question.</returns>
    public StunTransactionId Ask(long now)
    {
        var id = StunTransactionId.Create(random);
        _questions[_next] = (id, now);
        _next = (_next + 1) % Remembered;
        _count = Math.Min(_count + 1, Remembered);
        NextAt = now + Pause();
        return id;
    }

    /// <summary>Whether a transaction is a question that still waits for its answer.</summary>
    public bool Awaits(StunTransactionId id, long now) => IndexOf(id, now) >= 0;

    /// <summary>The answer came.</summary>
    public void Confirm(StunTransactionId id, long now)
    {
        var index = IndexOf(id, now);
        if (index >= 0)
        {
            _questions[index].AskedAt = now - timings.ConsentLifeMs;
            ExpiresAt = now + timings.ConsentLifeMs;
        }
    }

    private int IndexOf(StunTransactionId id, long now)
    {
        for (var index = 0; index < _count; index++)
        {
            if (_questions[index].Id == id && now - _questions[index].AskedAt < timings.ConsentLifeMs)
            {
                return index;
            }
        }

        return -1;
    }

    /// <summary>From four fifths to six fifths of the interval.</summary>
    private long Pause()
    {
        Span<byte> bytes = stackalloc byte[sizeof(ushort)];
        random.GetBytes(bytes);
        var fifth = timings.ConsentIntervalMs / 5;
        return (4 * fifth) + (2 * fifth * BinaryPrimitives.ReadUInt16BigEndian(bytes) / ushort.MaxValue);
    }
}
