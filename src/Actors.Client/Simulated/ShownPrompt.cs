namespace Actors.Client.Simulated;

/// <summary>A prompt that a phone had, as the phone knows it. Times are programme time.</summary>
public sealed class ShownPrompt
{
    /// <summary>What the answer carries. As good as an answer: it is not for logs.</summary>
    public required string Handle { get; init; }

    /// <summary>When the phone had it first.</summary>
    public required DateTimeOffset ShownAt { get; init; }

    /// <summary>Until when an answer is in time, as the phone heard last; null: it was not told.</summary>
    public DateTimeOffset? ClosesAt { get; set; }

    /// <summary>When the phone first sent the proof of delivery; null: it never did.</summary>
    public DateTimeOffset? DeliverySentAt { get; set; }

    /// <summary>When the server had acknowledged the proof; null: it is in doubt whether the server has it.</summary>
    public DateTimeOffset? DeliveryAcknowledgedAt { get; set; }
}
