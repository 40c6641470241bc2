namespace Actors.Domain.Calls;

/// <summary>How far a call has come. The numbers are stored.</summary>
[GenerateSerializer, Alias("call-stage")]
public enum CallStage
{
    /// <summary>The person is told that it comes.</summary>
    Announced = 0,

    /// <summary>It rings.</summary>
    Ringing = 1,

    /// <summary>It will ring again: it was not answered, or it broke off.</summary>
    Waiting = 2,

    /// <summary>The person answered, and the machine looks.</summary>
    Checking = 3,

    /// <summary>The person waits for staff.</summary>
    Queued = 4,

    /// <summary>It is over.</summary>
    Ended = 5,
}
