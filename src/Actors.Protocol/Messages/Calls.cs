using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Actors.Protocol.Messages;

/// <summary>The person wants to be called now. It has no members yet.</summary>
public sealed record CallRequest;

/// <summary>Names a call.</summary>
/// <param name="Number">As in <see cref="VideoCall.Number"/>.</param>
public sealed record CallReference(int Number);

/// <summary>A video call as the phone shows it. Each message replaces the one before.</summary>
/// <param name="Person">The id of the person whose phone rings, 32 hexadecimal digits.</param>
/// <param name="Number">The number of the call; a later call of the same person has a higher number.</param>
/// <param name="Stage">The stage of the call.</param>
/// <param name="At">The programme time for which the message is true.</param>
/// <param name="Next">
/// Programme time of the next step: announced or waiting, the phone rings; ringing, it stops; checking, time is up for the
/// person before the camera; queued, the call ends and the person is called back; ended, the earliest call by staff. Null
/// if there is none.
/// </param>
/// <param name="NextSeconds">Real seconds from <paramref name="At"/> to <paramref name="Next"/>; null if there is none.</param>
/// <param name="Persons">The persons in the order in which the camera looks at them.</param>
/// <param name="IsPlaceKnown">Whether the server has a position of this call.</param>
/// <param name="Queue">The position in the queue; null if not queued or not yet known.</param>
/// <param name="Outcome">The outcome of a call that has ended; otherwise null.</param>
/// <param name="Title">In the language of the phone.</param>
/// <param name="Text">In the language of the phone.</param>
/// <param name="CallBackAt">
/// Programme time of the earliest call by staff, if the call is queued and no member of staff is at a desk: the phone
/// offers to hang up and be called back. Otherwise null.
/// </param>
public sealed record VideoCall(
    string Person, int Number, CallStage Stage, DateTimeOffset At, DateTimeOffset? Next, double? NextSeconds,
    IReadOnlyList<CallPerson> Persons, bool IsPlaceKnown, CallQueue? Queue, CallOutcome? Outcome, string Title, string Text,
    DateTimeOffset? CallBackAt = null);

/// <summary>The stage of a call.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<CallStage>))]
public enum CallStage
{
    /// <summary>It rings in a moment; the phone checks that location and camera are on.</summary>
    Announced,

    /// <summary>It rings.</summary>
    Ringing,

    /// <summary>It rings again later: there was no answer, or the call broke off.</summary>
    Waiting,

    /// <summary>The machine looks at the picture of the camera.</summary>
    Checking,

    /// <summary>The person waits for staff; the call continues.</summary>
    Queued,

    /// <summary>It has ended.</summary>
    Ended,
}

/// <summary>One person of a call. A family is looked at one person after another.</summary>
/// <param name="Person">The id of the person, 32 hexadecimal digits.</param>
/// <param name="Face">The result of the machine; null if it has not looked yet.</param>
public sealed record CallPerson(string Person, FaceOutcome? Face);

/// <summary>The result of the machine for one person's face.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<FaceOutcome>))]
public enum FaceOutcome
{
    /// <summary>A person was present.</summary>
    Passed,

    /// <summary>The person was not seen as asked.</summary>
    Failed,

    /// <summary>The machine could not tell. It never counts against the person.</summary>
    Unknown,
}

/// <summary>The position of a person in the queue for staff.</summary>
/// <param name="Place">Position in the queue; 1 is next.</param>
/// <param name="WaitSeconds">Expected wait at most, in real seconds.</param>
[SuppressMessage("Naming", "CA1711", Justification = "It describes a queue of people, not a collection.")]
public sealed record CallQueue(int Place, int WaitSeconds);

/// <summary>The outcome of a call.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<CallOutcome>))]
public enum CallOutcome
{
    /// <summary>Every person was seen.</summary>
    Passed,

    /// <summary>There was no answer; staff call.</summary>
    NotAnswered,

    /// <summary>The call did not reach the phone; staff call.</summary>
    NotReached,

    /// <summary>Staff call back.</summary>
    CallBack,

    /// <summary>The stay ended during the call.</summary>
    StayEnded,

    /// <summary>The person asked for the call and then declined it or did not answer.</summary>
    Withdrawn,
}

/// <summary>The person answers the call.</summary>
/// <param name="Number">The number of the call.</param>
/// <param name="Offer">
/// The session description of the phone (SDP, RFC 8866) with one video section that sends VP8. The server sends no media; the
/// phone gets feedback by <see cref="IPhone.CallFeedback"/>.
/// </param>
public sealed record CallOffer(int Number, string Offer)
{
    /// <summary>Omits the offer: its addresses must not reach logs.</summary>
    public override string ToString() => $"{nameof(CallOffer)} {Number}";
}

/// <summary>The answer to a <see cref="CallOffer"/>.</summary>
/// <param name="Answer">The session description of the server, receive-only, with all candidates.</param>
public sealed record CallAnswer(string Answer)
{
    /// <summary>Omits the answer: its addresses must not reach logs.</summary>
    public override string ToString() => nameof(CallAnswer);
}

/// <summary>The position of the phone during a call.</summary>
/// <param name="Number">The number of the call.</param>
/// <param name="CommandId">Drawn by the phone, the same for every attempt: see <see cref="Protocol.CommandId"/>.</param>
/// <param name="Fix">The position; null if location is off or there is none.</param>
public sealed record CallPlace(int Number, string CommandId, FreshFix? Fix = null)
{
    /// <summary>Omits the position, which must not reach logs.</summary>
    public override string ToString() => $"{nameof(CallPlace)} {CommandId}";
}

/// <summary>A position that the phone has just found. It carries its age, so the clock of the phone does not matter.</summary>
/// <param name="Latitude">Degrees north, WGS 84, -90 to 90.</param>
/// <param name="Longitude">Degrees east, WGS 84, -180 to 180.</param>
/// <param name="AccuracyMetres">Radius of the circle that holds the phone with 68 % probability; 0 or more.</param>
/// <param name="AgeSeconds">Seconds since the phone found the position; 0 or more.</param>
/// <param name="IsMock">Whether the system reports a made-up position. A hint for staff, never a verdict.</param>
public sealed record FreshFix(
    double Latitude, double Longitude, double AccuracyMetres, double AgeSeconds, bool IsMock = false)
{
    /// <summary>Omits the position, which must not reach logs.</summary>
    public override string ToString() => nameof(FreshFix);
}

/// <summary>The judgement of one picture, sent about twice a second while the machine looks.</summary>
/// <param name="Number">The number of the call.</param>
/// <param name="Person">The id of the person who is looked at, 32 hexadecimal digits.</param>
/// <param name="Code">
/// What the person should do, for pictures and sounds on the phone: <c>no-face</c>, <c>more-than-one-face</c>, <c>too-far</c>,
/// <c>too-near</c>, <c>not-in-frame</c>, <c>too-dark</c>, <c>upright</c>, <c>hold-still</c>, <c>show-background</c>,
/// <c>turn-left</c>, <c>turn-right</c>, <c>turn-back</c>, <c>done</c>, <c>uncover-face</c>.
/// </param>
/// <param name="Text">The same in the language of the phone.</param>
/// <param name="Progress">The completed part, 0 to 1.</param>
/// <param name="Face">Where the face is; null if there is none or more than one.</param>
public sealed record CallFeedback(int Number, string Person, string Code, string Text, double Progress, FaceBox? Face);

/// <summary>The box of a face in fractions of the picture of the camera: 0 is left and top, 1 is right and bottom.</summary>
/// <param name="Left">The left edge.</param>
/// <param name="Top">The upper edge.</param>
/// <param name="Width">From left to right.</param>
/// <param name="Height">From top to bottom.</param>
public sealed record FaceBox(double Left, double Top, double Width, double Height);
