using System.Buffers.Text;

namespace Actors.LoadTest.Reconciling;

/// <summary>Handles of prompts: base64url; the first byte is the day, the second the place within the day.</summary>
internal static class PromptHandles
{
    private const int IndexBits = 4;
    private const int LeadingCharacters = 4;

    /// <summary>The number of the prompt of a handle; null: it is no handle.</summary>
    public static int? NumberOf(string handle)
    {
        Span<byte> bytes = stackalloc byte[3];
        return handle.Length >= LeadingCharacters
            && Base64Url.IsValid(handle.AsSpan(0, LeadingCharacters))
            && Base64Url.TryDecodeFromChars(handle.AsSpan(0, LeadingCharacters), bytes, out _)
            ? bytes[0] << IndexBits | bytes[1]
            : null;
    }
}
