using Actors.LoadTest.Ledgers;

namespace Actors.LoadTest.Reconciling;

/// <summary>What the ledger tells of one prompt.</summary>
internal sealed class PromptHistory(int number, PromptKind kind, DateTimeOffset plannedAt)
{
    private const int IndexBits = 4;

    /// <summary>Day and place within the day, as one number.</summary>
    public int Number { get; } = number;

    public PromptKind Kind { get; } = kind;

    public DateTimeOffset PlannedAt { get; } = plannedAt;

    public DateTimeOffset? IssuedAt { get; set; }

    /// <summary>Until when it could be answered in time, without what outages gave.</summary>
    public DateTimeOffset? ProperlyClosesAt { get; set; }

    /// <summary>Until when it could be answered in time.</summary>
    public DateTimeOffset? ClosesAt { get; set; }

    public bool IsDelivered { get; set; }

    /// <summary>How often it was planned or asked.</summary>
    public int Planned { get; set; } = 1;

    public int Issued { get; set; }

    public int Closed { get; set; }

    public int Answered { get; set; }

    public PromptFate Fate { get; set; }

    public string Name => $"prompt d{Number >> IndexBits}-{Number & ((1 << IndexBits) - 1)}";
}
