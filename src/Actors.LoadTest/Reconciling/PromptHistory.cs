using System.Buffers.Text;
using Actors.LoadTest.Ledgers;

namespace Actors.LoadTest.Reconciling;

/// <summary>What the ledger says about one prompt.</summary>
internal sealed class PromptHistory(int number, PromptKind kind, DateTimeOffset plannedAt)
{
    private const int IndexBits = 4;

    /// <summary>Day and index within the day, as one number.</summary>
    public int Number { get; } = number;

    public PromptKind Kind { get; } = kind;

    public DateTimeOffset PlannedAt { get; } = plannedAt;

    public DateTimeOffset? IssuedAt { get; set; }

    /// <summary>The last moment of an answer in time, without extensions for outages.</summary>
    public DateTimeOffset? ProperlyClosesAt { get; set; }

    /// <summary>The last moment of an answer in time.</summary>
    public DateTimeOffset? ClosesAt { get; set; }

    public bool IsDelivered { get; set; }

    /// <summary>How often it was planned or asked for.</summary>
    public int Planned { get; set; } = 1;

    public int Issued { get; set; }

    public int Closed { get; set; }

    public int Answered { get; set; }

    public PromptOutcome Outcome { get; set; }

    public string Name => $"prompt d{Number >> IndexBits}-{Number & ((1 << IndexBits) - 1)}";
}

/// <summary>Reads handles of prompts: base64url, the first byte is the day, the second the index within the day.</summary>
internal static class PromptHandles
{
    private const int IndexBits = 4;
    private const int LeadingCharacters = 4;

    /// <summary>The number of the prompt; null if the text is not a handle.</summary>
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
