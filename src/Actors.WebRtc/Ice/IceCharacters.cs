using System.Buffers;

namespace Actors.WebRtc.Ice;

/// <summary>The characters of fragments, passwords and foundations: <c>ice-char</c> (RFC 8839, section 5.1).</summary>
internal static class IceCharacters
{
    /// <summary>All 64 of them: a random one carries six bits.</summary>
    public const string All = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    private static readonly SearchValues<char> Allowed = SearchValues.Create(All);

    /// <summary>Whether a text consists of them and is neither too short nor too long.</summary>
    public static bool Fit(ReadOnlySpan<char> text, int shortest, int longest) =>
        text.Length >= shortest && text.Length <= longest && !text.ContainsAnyExcept(Allowed);
}
