namespace Actors.Domain.Calls;

/// <summary>What came of a call. The numbers are stored.</summary>
[GenerateSerializer, Alias("call-outcome")]
public enum CallOutcome
{
    /// <summary>Everybody was seen, and the position was taken.</summary>
    Passed = 0,

    /// <summary>It rang on the phone each time without an answer: staff are to call.</summary>
    NotAnswered = 1,

    /// <summary>Nothing proves that it rang on the phone: staff are to call, and the person is not blamed.</summary>
    NotReached = 2,

    /// <summary>Staff call back.</summary>
    CallBack = 3,

    /// <summary>The stay ended meanwhile.</summary>
    StayEnded = 4,

    /// <summary>The person had asked to be called, and then did not want to be, or did not answer.</summary>
    Withdrawn = 5,
}
