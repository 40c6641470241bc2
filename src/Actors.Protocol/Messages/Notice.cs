namespace Actors.Protocol.Messages;

/// <summary>Something to read.</summary>
/// <param name="Person">Whom it concerns.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="Text">In the language of the phone.</param>
public sealed record Notice(string Person, NoticeKind Kind, string Text);
