namespace Actors.Protocol.Messages;

/// <summary>One person of a call: in a family, one after another.</summary>
/// <param name="Person">Who: 32 hexadecimal digits.</param>
/// <param name="Face">What the machine saw; null: it has not looked yet.</param>
public sealed record CallPerson(string Person, FaceOutcome? Face);
