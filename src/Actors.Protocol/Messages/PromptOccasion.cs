using System.Text.Json.Serialization;

namespace Actors.Protocol.Messages;

/// <summary>Why a prompt is shown.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<PromptOccasion>))]
public enum PromptOccasion
{
    /// <summary>It is new.</summary>
    Issued,

    /// <summary>The person is reminded of it, or there is more time for it than was said.</summary>
    Reminder,

    /// <summary>The phone was away and gets what it missed.</summary>
    Resumed,
}
