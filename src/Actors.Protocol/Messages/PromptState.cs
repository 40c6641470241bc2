using System.Text.Json.Serialization;

namespace Actors.Protocol.Messages;

/// <summary>What became of a prompt so far.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<PromptState>))]
public enum PromptState
{
    /// <summary>It waits for an answer.</summary>
    Open,

    /// <summary>Its time is over; an answer is still kept, marked late.</summary>
    Late,
}
