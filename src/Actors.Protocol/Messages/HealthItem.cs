using System.Text.Json.Serialization;

namespace Actors.Protocol.Messages;

/// <summary>What the checklist shows about the health report of today.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<HealthItem>))]
public enum HealthItem
{
    /// <summary>It is not asked for today.</summary>
    NotAsked,

    /// <summary>It will be asked for later today.</summary>
    NotYet,

    /// <summary>It can be given in time.</summary>
    Open,

    /// <summary>It was given in time.</summary>
    Done,

    /// <summary>It was not given in time and can still be given.</summary>
    Overdue,

    /// <summary>It was given late.</summary>
    Late,
}
