namespace Actors.Domain.Calls;

/// <summary>Why a person is called. The numbers are stored.</summary>
[GenerateSerializer, Alias("call-cause")]
public enum CallCause
{
    /// <summary>It was drawn for the day.</summary>
    Planned = 0,

    /// <summary>The person asked for it.</summary>
    Requested = 1,
}
