namespace Actors.Protocol.Messages;

/// <summary>
/// A video call as the phone shows it. Each message replaces what was shown of the call before.
/// </summary>
/// <param name="Person">Whose phone rings: 32 hexadecimal digits.</param>
/// <param name="Number">Which call of the person; later ones have higher numbers.</param>
/// <param name="Stage">How far it has come.</param>
/// <param name="At">By the clock of prompts: what is true then.</param>
/// <param name="Next">
/// When the next thing happens, by the same clock: announced and waiting, it rings; ringing, it stops; checking, time for it is
/// up; queued, the person is called back instead; ended, staff call at the earliest. Null: nothing does.
/// </param>
/// <param name="NextSeconds">The same in seconds of real life from <paramref name="At"/>.</param>
/// <param name="Persons">Who is looked at, in this order.</param>
/// <param name="IsPlaceKnown">Whether a position was taken in the call.</param>
/// <param name="Queue">While it is queued; null: not yet known.</param>
/// <param name="Outcome">When it has ended.</param>
/// <param name="Title">In the language of the phone.</param>
/// <param name="Text">In the language of the phone.</param>
public sealed record VideoCall(
    string Person, int Number, CallStage Stage, DateTimeOffset At, DateTimeOffset? Next, double? NextSeconds,
    IReadOnlyList<CallPerson> Persons, bool IsPlaceKnown, CallQueue? Queue, CallOutcome? Outcome, string Title, string Text);
