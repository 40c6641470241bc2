using Actors.Domain.Access;
using Actors.Server.Edge;

namespace Actors.Server.Staff.Pages;

/// <summary>What pages of staff call things.</summary>
internal static class StaffWords
{
    /// <summary>The pages that the start page names, with the permission that each needs.</summary>
    public static IReadOnlyList<(StaffPermission Permission, string Path, string Title, string Text)> Pages { get; } =
    [
        (StaffPermission.WatchBoard, "/", "Live board", "People, prompts and calls, as they happen"),
        (StaffPermission.ReadServerStatus, "/status", "Status", "How the server is"),
        (StaffPermission.InspectArrivals, StaffPaths.Airport, "Airport", "Inspect people who arrive, and begin their stays"),
        (StaffPermission.ManageStaff, StaffPaths.People, "Staff", "Invite people, change roles, close accounts"),
        (StaffPermission.UseOwnAccount, StaffPaths.Account, "My account", "Password, passkeys, authenticator, sessions"),
    ];

    /// <summary>A role.</summary>
    public static string Of(StaffRole role) => role switch
    {
        StaffRole.Administrator => "Administrator",
        StaffRole.Supervisor => "Supervisor",
        StaffRole.Operator => "Operator",
        StaffRole.AirportOfficer => "Airport officer",
        StaffRole.Clinic => "Clinic",
        StaffRole.HealthCentre => "Health centre",
        StaffRole.Support => "Support",
        StaffRole.Auditor => "Auditor",
        _ => role.Name(),
    };

    /// <summary>What a role is for.</summary>
    public static string Purpose(StaffRole role) => role switch
    {
        StaffRole.Administrator => "manages accounts; sees no personal data",
        StaffRole.Supervisor => "leads the centre; signs decisions",
        StaffRole.Operator => "takes video calls and follows people up",
        StaffRole.AirportOfficer => "inspects people who arrive",
        StaffRole.Clinic => "reports confirmed cases",
        StaffRole.HealthCentre => "completes cases, issues processing numbers",
        StaffRole.Support => "answers the hotline; sees states only",
        StaffRole.Auditor => "reads the access log",
        _ => role.Name(),
    };

    /// <summary>How a person signed in.</summary>
    public static string Method(string method) => method switch
    {
        SignInMethods.SecondStep => "by password and code",
        SignInMethods.Passkey => "by passkey",
        SignInMethods.OpenId => "by another server",
        _ => "by password",
    };

    /// <summary>What was done, by the word in the address; <c>null</c> for any other word.</summary>
    public static string? Done(string? word) => word switch
    {
        "password" => "The password is changed. All your other sessions have ended.",
        "passkey" => "The passkey is added.",
        "removed" => "It is removed.",
        "session" => "The session has ended.",
        "roles" => "The roles are changed. The person signs in again.",
        "closed" => "The account is closed. All its sessions have ended.",
        "reopened" => "The account is open again. Invite the person, who needs a new password.",
        _ => null,
    };
}
