namespace Actors.Domain.Calls;

/// <summary>Why a person is to take over from the machine. The numbers are stored.</summary>
[GenerateSerializer, Alias("call-reason")]
public enum CallReason
{
    /// <summary>A person was not seen as asked.</summary>
    FaceFailed = 0,

    /// <summary>The machine could not tell.</summary>
    FaceUnknown = 1,

    /// <summary>There is no position.</summary>
    PlaceUnknown = 2,

    /// <summary>The person wishes it.</summary>
    Wish = 3,

    /// <summary>The connection broke off again and again, or never came about.</summary>
    Connection = 4,
}
