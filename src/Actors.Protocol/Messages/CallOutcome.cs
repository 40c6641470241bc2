using System.Text.Json.Serialization;

namespace Actors.Protocol.Messages;

/// <summary>What came of a call.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<CallOutcome>))]
public enum CallOutcome
{
    /// <summary>Everybody was seen.</summary>
    Passed,

    /// <summary>Nobody answered: staff call.</summary>
    NotAnswered,

    /// <summary>It did not reach the phone: staff call.</summary>
    NotReached,

    /// <summary>Staff call back.</summary>
    CallBack,

    /// <summary>The stay ended meanwhile.</summary>
    StayEnded,

    /// <summary>The person had asked to be called, and then did not want to be, or did not answer.</summary>
    Withdrawn,
}
