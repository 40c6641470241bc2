namespace Actors.WebRtc.Rtp;

/// <summary>Arithmetic on 16 bit sequence numbers, which begin again at 0 (RFC 1982).</summary>
public static class SequenceNumbers
{
    /// <summary>How far one is ahead of another: negative when it is behind.</summary>
    public static int Distance(ushort from, ushort to) => unchecked((short)(to - from));

    /// <summary>The one so many after another.</summary>
    public static ushort Add(ushort sequence, int count) => unchecked((ushort)(sequence + count));
}
