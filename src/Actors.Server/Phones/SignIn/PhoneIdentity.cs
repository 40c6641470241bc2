using System.Security.Claims;
using Actors.Domain.Programmes;
using Actors.Domain.Stays;
using Actors.Privacy.Tokens;

namespace Actors.Server.Phones.SignIn;

/// <summary>Whose phone it is that signed in.</summary>
/// <param name="Person">Who.</param>
/// <param name="Programme">In which programme.</param>
internal sealed record PhoneIdentity(EntrantId Person, ProgrammeId Programme)
{
    /// <summary>The name of the scheme by which phones sign in, and of the policy that asks for it.</summary>
    public const string Scheme = "phone";

    private const string PersonClaim = "person";
    private const string ProgrammeClaim = "programme";

    /// <summary>Writes it into what ASP.NET Core passes on.</summary>
    public static ClaimsPrincipal ToPrincipal(PhoneTokenOwner owner) => new(new ClaimsIdentity(
        [new(PersonClaim, owner.Entrant.ToString()), new(ProgrammeClaim, owner.Programme.Value)], Scheme));

    /// <summary>Reads what <see cref="ToPrincipal"/> wrote.</summary>
    /// <exception cref="InvalidOperationException">It is something else: the policy was forgotten.</exception>
    public static PhoneIdentity Of(ClaimsPrincipal? principal) =>
        principal?.FindFirst(PersonClaim) is { } person && principal.FindFirst(ProgrammeClaim) is { } programme
            ? new(EntrantId.Parse(person.Value), ProgrammeId.Parse(programme.Value))
            : throw new InvalidOperationException("The connection is not signed in as a phone.");
}
