namespace Actors.Protocol.Messages;

/// <summary>The first message of every connection.</summary>
/// <param name="ProtocolVersion">What the phone speaks, see <see cref="Protocol.ProtocolVersion"/>.</param>
/// <param name="AppVersion">As the app names it: numbers between dots, at most <see cref="Limits.AppVersionLength"/> characters.</param>
/// <param name="Platform">The system and its version, at most <see cref="Limits.PlatformLength"/> characters.</param>
/// <param name="Language">In which texts are wanted: a tag of RFC 5646. For others than the server has it takes English.</param>
/// <param name="Condition">What the phone says of itself; null: it cannot tell.</param>
/// <param name="InCall">The number of the call that the phone shows; null: none.</param>
public sealed record Hello(
    int ProtocolVersion, string AppVersion, string Platform, string Language, Condition? Condition = null, int? InCall = null);
