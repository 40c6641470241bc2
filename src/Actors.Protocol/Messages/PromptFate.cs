using System.Text.Json.Serialization;

namespace Actors.Protocol.Messages;

/// <summary>What became of a prompt.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<PromptFate>))]
public enum PromptFate
{
    /// <summary>It can be answered in time.</summary>
    Open,

    /// <summary>It was answered in time.</summary>
    Answered,

    /// <summary>It was answered late.</summary>
    Late,

    /// <summary>It was not answered in time.</summary>
    Missed,

    /// <summary>It does not count.</summary>
    Excused,
}
