namespace Actors.Server.Demo.Enrolment;

/// <summary>A fictional person who was enrolled.</summary>
/// <param name="Person">Who: 32 hexadecimal digits.</param>
/// <param name="Stay">The stay: 32 hexadecimal digits.</param>
/// <param name="Token">By what the phone signs in. Nobody can read it again.</param>
/// <param name="Companions">For whom the person answers.</param>
internal sealed record EntrantsAnswer(string Person, string Stay, string Token, IReadOnlyList<string> Companions)
{
    /// <summary>Without the token.</summary>
    public override string ToString() => Person;
}
