using System.Security.Claims;
using Actors.Domain.Access;
using Actors.Domain.Programmes;
using Actors.Domain.Protection;
using Actors.Privacy.Access;
using Microsoft.AspNetCore.Identity;

namespace Actors.Server.Edge;

/// <summary>The member of staff who has signed in.</summary>
/// <param name="Account">The account.</param>
/// <param name="Roles">Its roles.</param>
/// <param name="Programmes">The programmes for which the person works; empty for all.</param>
/// <param name="Method">How the person signed in: a constant of <see cref="SignInMethods"/>.</param>
/// <param name="Session">The session in lists; it does not open it.</param>
internal sealed record StaffIdentity(
    RecordId Account, IReadOnlyList<StaffRole> Roles, IReadOnlyList<ProgrammeId> Programmes, string Method, string Session)
{
    /// <summary>The scheme of the cookie by which staff are known, that of ASP.NET Core Identity.</summary>
    public static readonly string Scheme = IdentityConstants.ApplicationScheme;

    private const string Programme = "programme";
    private const string MethodClaim = "amr";
    private const string SessionClaim = "session";

    /// <summary>Whether a second factor was used, or a passkey, which is two in one.</summary>
    public bool IsStrong => Method != SignInMethods.Password;

    /// <summary>Whether one of the roles needs a second factor.</summary>
    public bool NeedsSecondFactor => Roles.Any(AccessTable.NeedsSecondFactor);

    /// <summary>Whether the person works for a programme.</summary>
    public bool WorksFor(ProgrammeId programme) => Programmes.Count == 0 || Programmes.Contains(programme);

    /// <summary>
    /// Whether the person works for all programmes of an account, so may manage it; an account without programmes works for
    /// all.
    /// </summary>
    public bool Covers(IReadOnlyList<ProgrammeId> programmes) =>
        Programmes.Count == 0 || (programmes.Count > 0 && programmes.All(WorksFor));

    /// <summary>
    /// Who reads personal data, for the access log: the account, and the role that allows it; <c>null</c> if none does.
    /// </summary>
    public AccessActor? Actor(StaffPermission permission) =>
        AccessTable.Find(Roles, permission) is { } role ? new(Account.ToString(), role.Name()) : null;

    /// <summary>The claims of a session. They hold no personal data.</summary>
    public ClaimsPrincipal ToPrincipal() => new(new ClaimsIdentity(
        [
            new(ClaimTypes.NameIdentifier, Account.ToString()), new(MethodClaim, Method), new(SessionClaim, Session),
            .. Roles.Select(role => new Claim(ClaimTypes.Role, role.Name())),
            .. Programmes.Select(programme => new Claim(Programme, programme.Value)),
        ],
        Scheme));

    /// <summary>Reads what <see cref="ToPrincipal"/> wrote; <c>null</c> if no member of staff has signed in.</summary>
    public static StaffIdentity? Of(ClaimsPrincipal principal) =>
        principal.FindFirstValue(ClaimTypes.NameIdentifier) is { } account
            && principal.FindFirstValue(SessionClaim) is { } session
            ? new(
                RecordId.Parse(account), [.. principal.FindAll(ClaimTypes.Role).Select(RoleOf).OfType<StaffRole>()],
                [.. principal.FindAll(Programme).Select(claim => ProgrammeId.Parse(claim.Value))],
                principal.FindFirstValue(MethodClaim) ?? SignInMethods.Password, session)
            : null;

    private static StaffRole? RoleOf(Claim claim) => StaffRoleNames.Parse(claim.Value);
}

/// <summary>How staff sign in.</summary>
internal static class SignInMethods
{
    /// <summary>Mail address and password only.</summary>
    public const string Password = "pwd";

    /// <summary>A password, and a code of an authenticator or a recovery code.</summary>
    public const string SecondStep = "mfa";

    /// <summary>A passkey.</summary>
    public const string Passkey = "passkey";

    /// <summary>At another server, by OpenID Connect; it asks for a second factor itself.</summary>
    public const string OpenId = "oidc";
}
