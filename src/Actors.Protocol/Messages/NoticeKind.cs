using System.Text.Json.Serialization;

namespace Actors.Protocol.Messages;

/// <summary>What a notice is about.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<NoticeKind>))]
public enum NoticeKind
{
    /// <summary>Whether all is well: nothing was heard for long.</summary>
    WellBeing,
}
