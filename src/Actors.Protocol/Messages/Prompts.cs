using System.Text.Json.Serialization;

namespace Actors.Protocol.Messages;

/// <summary>A question to a person.</summary>
/// <param name="Handle">Identifies the prompt in the answer. Valid once, for this person only.</param>
/// <param name="Kind">What is asked.</param>
/// <param name="IssuedAt">When the prompt was sent.</param>
/// <param name="ClosesAt">
/// The last moment of an answer in time; a later one is kept and marked late. It moves if the platform was away.
/// </param>
/// <param name="State">Whether an answer is still in time.</param>
/// <param name="Text">In the language of the phone.</param>
public sealed record Prompt(
    string Handle, PromptKind Kind, DateTimeOffset IssuedAt, DateTimeOffset ClosesAt, PromptState State, string Text)
{
    /// <summary>Omits the handle, which must not reach logs: it is all that an answer needs.</summary>
    public override string ToString() => $"{Kind} {State}";
}

/// <summary>What a prompt asks.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<PromptKind>))]
public enum PromptKind
{
    /// <summary>The position of the person.</summary>
    Location,

    /// <summary>A health report.</summary>
    Health,

    /// <summary>A second position, because the first one was not conclusive.</summary>
    SecondFix,
}

/// <summary>Whether a prompt can still be answered in time.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<PromptState>))]
public enum PromptState
{
    /// <summary>An answer is in time.</summary>
    Open,

    /// <summary>An answer is kept and marked late.</summary>
    Late,
}

/// <summary>The outcome of a prompt.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<PromptOutcome>))]
public enum PromptOutcome
{
    /// <summary>It can still be answered in time.</summary>
    Open,

    /// <summary>Answered in time.</summary>
    Answered,

    /// <summary>Answered late.</summary>
    Late,

    /// <summary>Not answered in time.</summary>
    Missed,

    /// <summary>Does not count.</summary>
    Excused,
}

/// <summary>Shows a prompt.</summary>
/// <param name="Person">The id of the person who is asked.</param>
/// <param name="Prompt">The prompt.</param>
/// <param name="Occasion">Why it is shown now.</param>
/// <param name="Title">Title of the notification, in the language of the phone.</param>
/// <param name="Body">Text of the notification, in the language of the phone.</param>
public sealed record PromptMessage(string Person, Prompt Prompt, PromptOccasion Occasion, string Title, string Body);

/// <summary>Why a prompt is shown.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<PromptOccasion>))]
public enum PromptOccasion
{
    /// <summary>The prompt is new.</summary>
    Issued,

    /// <summary>A reminder, or the time for the answer was extended.</summary>
    Reminder,

    /// <summary>The phone was away and missed the prompt.</summary>
    Resumed,
}

/// <summary>Prompts reached the phone.</summary>
/// <param name="Handles">Their handles, at most <see cref="Limits.Handles"/>.</param>
/// <param name="Person">The id of a companion; null for the phone's person.</param>
public sealed record Delivery(IReadOnlyList<string> Handles, string? Person = null)
{
    /// <summary>Omits the handles, which must not reach logs.</summary>
    public override string ToString() => $"{nameof(Delivery)} of {Handles.Count}";
}

/// <summary>The person opened a prompt.</summary>
/// <param name="Handle">Its handle.</param>
/// <param name="Person">The id of a companion; null for the phone's person.</param>
public sealed record Opening(string Handle, string? Person = null)
{
    /// <summary>Omits the handle, which must not reach logs.</summary>
    public override string ToString() => nameof(Opening);
}
