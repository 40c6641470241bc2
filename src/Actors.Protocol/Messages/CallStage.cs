using System.Text.Json.Serialization;

namespace Actors.Protocol.Messages;

/// <summary>How far a call has come.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<CallStage>))]
public enum CallStage
{
    /// <summary>It comes in a moment: the phone looks whether location and camera are on.</summary>
    Announced,

    /// <summary>It rings.</summary>
    Ringing,

    /// <summary>It will ring again: nobody answered, or it broke off.</summary>
    Waiting,

    /// <summary>The camera is looked at.</summary>
    Checking,

    /// <summary>The person waits for staff; the call goes on.</summary>
    Queued,

    /// <summary>It is over.</summary>
    Ended,
}
