namespace Actors.Protocol.Messages;

/// <summary>The answer to Hello.</summary>
/// <param name="ProtocolVersion">What both speak from now on.</param>
/// <param name="ServerTime">The clock by which prompts live.</param>
/// <param name="Speed">How many times faster than the wall that clock goes; 1 outside demonstrations.</param>
/// <param name="Person">Whose phone it is: 32 hexadecimal digits.</param>
/// <param name="Language">In which texts are sent: the tag of the language that was chosen.</param>
/// <param name="Homes">Of the person first, then of the companions, with the prompts that wait, missed ones included.</param>
/// <param name="Call">The call that is announced, rings, or goes on; null: none.</param>
public sealed record Welcome(
    int ProtocolVersion, DateTimeOffset ServerTime, double Speed, string Person, string Language, IReadOnlyList<Home> Homes,
    VideoCall? Call = null);
