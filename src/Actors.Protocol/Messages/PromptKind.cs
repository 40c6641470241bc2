using System.Text.Json.Serialization;

namespace Actors.Protocol.Messages;

/// <summary>What a person is asked.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<PromptKind>))]
public enum PromptKind
{
    /// <summary>Where the person is.</summary>
    Location,

    /// <summary>How the person feels.</summary>
    Health,

    /// <summary>Where the person is, once more: the first position left it open.</summary>
    SecondFix,
}
