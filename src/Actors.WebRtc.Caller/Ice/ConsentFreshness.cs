using System.Buffers.Binary;
using System.Security.Cryptography;
using Actors.WebRtc.Ice;
using Actors.WebRtc.Stun;

namespace Actors.WebRtc.Caller.Ice;

/// <summary>
/// Whether the other side still consents to packets (RFC 7675, section 5.1). Each request has its own transaction and
/// is sent once. A response to any recent request renews consent, once.
/// </summary>
internal sealed class ConsentFreshness(IceTimings timings, RandomNumberGenerator random)
{
    private const int Remembered = 8;
    private readonly (StunTransactionId Id, long AskedAt)[] _questions = new (StunTransactionId, long)[Remembered];
    private int _count;
    private int _next;

    /// <summary>When the next request is due.</summary>
    public long NextAt { get; private set; } = long.MaxValue;

    /// <summary>When consent expires.</summary>
    public long ExpiresAt { get; private set; } = long.MaxValue;

    /// <summary>Starts consent: the nominating check counts as the first request.</summary>
    public void Begin(long now) => (ExpiresAt, NextAt) = (now + timings.ConsentLifeMs, now + Pause());

    /// <summary>Makes the next request due now, if there is consent.</summary>
    public void RequestNow(long now) => NextAt = NextAt == long.MaxValue ? NextAt : now;

    /// <summary>Starts a request.</summary>
    /// <returns>Its transaction.</returns>
    public StunTransactionId BeginRequest(long now)
    {
        var id = StunTransactionId.Create(random);
        _questions[_next] = (id, now);
        _next = (_next + 1) % Remembered;
        _count = Math.Min(_count + 1, Remembered);
        NextAt = now + Pause();
        return id;
    }

    /// <summary>Whether a transaction is a recent request without a response.</summary>
    public bool Awaits(StunTransactionId id, long now) => IndexOf(id, now) >= 0;

    /// <summary>Renews consent on a response.</summary>
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

    /// <summary>Draws 0.8 to 1.2 times the interval (RFC 7675, section 5.1).</summary>
    private long Pause()
    {
        Span<byte> bytes = stackalloc byte[sizeof(ushort)];
        random.GetBytes(bytes);
        var fifth = timings.ConsentIntervalMs / 5;
        return (4 * fifth) + (2 * fifth * BinaryPrimitives.ReadUInt16BigEndian(bytes) / ushort.MaxValue);
    }
}
