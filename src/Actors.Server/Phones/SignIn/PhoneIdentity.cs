using System.Security.Claims;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Programmes;
using Actors.Privacy.Tokens;

namespace Actors.Server.Phones.SignIn;

/// <summary>The person whose phone has signed in.</summary>
/// <param name="Person">The person.</param>
/// <param name="Programme">The programme of the person.</param>
internal sealed record PhoneIdentity(EntrantId Person, ProgrammeId Programme)
{
    /// <summary>The name of the authentication scheme of phones, and of the policy that requires it.</summary>
    public const string Scheme = "phone";

    private const string PersonClaim = "person";
    private const string ProgrammeClaim = "programme";

    /// <summary>The claims of the owner of a token.</summary>
    public static ClaimsPrincipal ToPrincipal(PhoneTokenOwner owner) => new(new ClaimsIdentity(
        [new(PersonClaim, owner.Entrant.ToString()), new(ProgrammeClaim, owner.Programme.Value)], Scheme));

    /// <summary>Reads what <see cref="ToPrincipal"/> wrote.</summary>
    /// <exception cref="InvalidOperationException">No phone has signed in: the endpoint lacks the policy.</exception>
    public static PhoneIdentity Of(ClaimsPrincipal? principal) =>
        principal?.FindFirst(PersonClaim) is { } person && principal.FindFirst(ProgrammeClaim) is { } programme
            ? new(EntrantId.Parse(person.Value), ProgrammeId.Parse(programme.Value))
            : throw new InvalidOperationException("No phone has signed in. Does the endpoint require the policy of phones?");
}
