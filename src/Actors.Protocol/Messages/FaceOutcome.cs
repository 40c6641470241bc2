using System.Text.Json.Serialization;

namespace Actors.Protocol.Messages;

/// <summary>What the machine made of one person's face.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<FaceOutcome>))]
public enum FaceOutcome
{
    /// <summary>A person was there.</summary>
    Passed,

    /// <summary>Not seen as asked.</summary>
    Failed,

    /// <summary>It could not tell: never the person's fault.</summary>
    Unknown,
}
