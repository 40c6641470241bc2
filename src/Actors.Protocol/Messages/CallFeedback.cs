namespace Actors.Protocol.Messages;

/// <summary>What the machine says of one picture, about twice a second while it looks.</summary>
/// <param name="Number">Which call.</param>
/// <param name="Person">Who is looked at: 32 hexadecimal digits.</param>
/// <param name="Code">
/// What to do, for pictures and sounds on the phone: <c>no-face</c>, <c>more-than-one-face</c>, <c>too-far</c>, <c>too-near</c>,
/// <c>not-in-frame</c>, <c>too-dark</c>, <c>upright</c>, <c>hold-still</c>, <c>show-background</c>, <c>turn-left</c>,
/// <c>turn-right</c>, <c>turn-back</c>, <c>done</c>.
/// </param>
/// <param name="Text">The same in the language of the phone.</param>
/// <param name="Progress">How much of it is done, 0 to 1.</param>
/// <param name="Face">Where the face is; null: none, or more than one.</param>
public sealed record CallFeedback(int Number, string Person, string Code, string Text, double Progress, FaceBox? Face);
