namespace Actors.WebRtc.Srtp;

/// <summary>
/// Which of the last <see cref="SrtpSession.ReplayWindow"/> indexes were there (RFC 3711, section 3.3.2). Bit <c>i</c> modulo
/// the size stands for index <c>i</c>, so that nothing is ever shifted.
/// </summary>
internal sealed class ReplayWindow
{
    private const int Size = SrtpSession.ReplayWindow;
    private const int WordBits = 64;

    private readonly ulong[] _seen = new ulong[Size / WordBits];

    /// <summary>The highest index accepted; null: none was.</summary>
    public ulong? Highest { get; private set; }

    /// <summary>Whether the index is new and not older than the window.</summary>
    public bool IsNew(ulong index) =>
        Highest is not { } highest || index > highest || (highest - index < Size && (Word(index) & Bit(index)) == 0);

    /// <summary>
    /// Takes note of an index that is new. Only after the packet was authenticated: otherwise anybody could move the window.
    /// </summary>
    public void Accept(ulong index)
    {
        if (Highest is not { } highest || index > highest)
        {
            Clear(Highest ?? index, index);
            Highest = index;
        }

        Word(index) |= Bit(index);
    }

    /// <summary>Forgets everything.</summary>
    public void Reset()
    {
        Array.Clear(_seen);
        Highest = null;
    }

    /// <summary>The places of the indexes that were skipped still hold what is a whole window older.</summary>
    private void Clear(ulong highest, ulong index)
    {
        if (index - highest >= Size)
        {
            Array.Clear(_seen);
            return;
        }

        for (var skipped = highest + 1; skipped <= index; skipped++)
        {
            Word(skipped) &= ~Bit(skipped);
        }
    }

    private ref ulong Word(ulong index) => ref _seen[index % Size / WordBits];

    private static ulong Bit(ulong index) => 1UL << (int)(index % WordBits);
}
