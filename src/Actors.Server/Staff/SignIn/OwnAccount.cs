using Actors.Privacy.Staff;
using Actors.Server.Edge;
using Actors.Server.Staff.Accounts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Actors.Server.Staff.SignIn;

/// <summary>The account of the person who asks.</summary>
/// <param name="Account">The account.</param>
/// <param name="Staff">How the person has signed in.</param>
internal sealed record OwnAccount(StaffAccount Account, StaffIdentity Staff)
{
    /// <summary>Whether the account has a second factor.</summary>
    public bool HasFactor => Account.HasAuthenticator || Account.Passkeys.Count > 0;

    /// <summary>
    /// Whether factors may be added and removed: once there is one, only after a sign-in with it. A stolen password is not
    /// enough.
    /// </summary>
    public bool MayChangeFactors => Account.Login is null && (Staff.IsStrong || !HasFactor);

    /// <summary>Finds it; <c>null</c> if the session ended meanwhile.</summary>
    public static async Task<OwnAccount?> FindAsync(HttpContext context, StaffUsers users) =>
        StaffIdentity.Of(context.User) is { } staff && await users.FindByIdAsync(staff.Account.ToString()) is { } account
            ? new(account, staff)
            : null;

    /// <summary>Says why factors may not be changed.</summary>
    public static ProblemHttpResult Refuse() => TypedResults.Problem(
        "Sign in with your passkey or your authenticator first. Then you can change them.",
        statusCode: StatusCodes.Status403Forbidden);
}
