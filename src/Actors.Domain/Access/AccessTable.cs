using System.Diagnostics.CodeAnalysis;
using static Actors.Domain.Access.StaffPermission;
using static Actors.Domain.Access.StaffRole;

namespace Actors.Domain.Access;

/// <summary>What a member of staff is. An account has one role or more. The names are stored, so they stay.</summary>
public enum StaffRole
{
    /// <summary>Manages accounts. Sees no personal data of those who are followed.</summary>
    Administrator,

    /// <summary>Leads the centre: compliance decisions, staffing, rules.</summary>
    Supervisor,

    /// <summary>Takes video calls and follows people up.</summary>
    Operator,

    /// <summary>Inspects people who arrive at the airport.</summary>
    AirportOfficer,

    /// <summary>Reports confirmed cases and their contacts.</summary>
    Clinic,

    /// <summary>Completes cases, and issues processing numbers.</summary>
    HealthCentre,

    /// <summary>Answers the hotline. Sees states, never personal data beyond the question.</summary>
    Support,

    /// <summary>Reads the access log, and nothing else.</summary>
    Auditor,
}

/// <summary>What may be done.</summary>
[SuppressMessage("Naming", "CA1711", Justification = "The word of the field. .NET no longer has permissions of code.")]
public enum StaffPermission
{
    /// <summary>See and change one's own account: password, second factors, sessions.</summary>
    UseOwnAccount,

    /// <summary>Watch the live board, which names no person.</summary>
    WatchBoard,

    /// <summary>See how the server is.</summary>
    ReadServerStatus,

    /// <summary>Invite staff, change their roles, close accounts.</summary>
    ManageStaff,

    /// <summary>Import who is expected, and the directory of centres.</summary>
    ImportRoster,

    /// <summary>Decide which registration and which row of the roster are the same person.</summary>
    MatchRegistrations,

    /// <summary>Find a person at the airport, go through the checklist, correct details, begin the stay.</summary>
    InspectArrivals,

    /// <summary>Work through the lists, and see a followed person's record.</summary>
    FollowPeople,

    /// <summary>Have video calls with people, and see the stills of their calls.</summary>
    TakeCalls,

    /// <summary>Sign incidents and warnings, orders that change a stay, and exit permits.</summary>
    DecideIncidents,

    /// <summary>Report a confirmed case and its contacts.</summary>
    ReportCases,

    /// <summary>Complete a case, and issue its processing number.</summary>
    CompleteCases,

    /// <summary>See the states of what a caller asks about: no name, no number, no position.</summary>
    ReadStates,

    /// <summary>Hold what is kept of a person, release it, and have a person erased on request.</summary>
    ManageRetention,

    /// <summary>Read and verify the access log.</summary>
    ReadAccessLog,
}

/// <summary>
/// Who may do what (requirement S1, least privilege). This table is the only place that says so; the server asks it for
/// every request of staff.
/// </summary>
public static class AccessTable
{
    private const bool Personal = true;
    private const bool Nothing = false;

    private static readonly Row[] Rows =
    [
        // permission           opens     roles
        new(UseOwnAccount,      Nothing,  Administrator, Supervisor, Operator, AirportOfficer, Clinic, HealthCentre, Support,
                                          Auditor),
        new(WatchBoard,         Nothing,  Administrator, Supervisor, Operator, Support),
        new(ReadServerStatus,   Nothing,  Administrator, Supervisor),
        new(ManageStaff,        Nothing,  Administrator),
        new(ImportRoster,       Personal, Supervisor, AirportOfficer),
        new(MatchRegistrations, Personal, Supervisor, Operator, AirportOfficer),
        new(InspectArrivals,    Personal, AirportOfficer),
        new(FollowPeople,       Personal, Supervisor, Operator),
        new(TakeCalls,          Personal, Supervisor, Operator),
        new(DecideIncidents,    Personal, Supervisor),
        new(ReportCases,        Personal, Clinic, HealthCentre),
        new(CompleteCases,      Personal, HealthCentre),
        new(ReadStates,         Nothing,  Supervisor, Operator, Support),
        new(ManageRetention,    Nothing,  Supervisor),
        new(ReadAccessLog,      Nothing,  Auditor),
    ];

    private static readonly Dictionary<StaffPermission, Row> ByPermission = Rows.ToDictionary(row => row.Permission);

    /// <summary>Whether a role has a permission.</summary>
    public static bool Allows(StaffRole role, StaffPermission permission) => ByPermission[permission].Roles.Contains(role);

    /// <summary>
    /// The role by which an account may do something, for the access log; <c>null</c> if none of its roles allows it.
    /// </summary>
    public static StaffRole? Find(IEnumerable<StaffRole> roles, StaffPermission permission)
    {
        foreach (var role in roles)
        {
            if (Allows(role, permission))
            {
                return role;
            }
        }

        return null;
    }

    /// <summary>Whether a permission opens personal data of people who are followed.</summary>
    public static bool OpensPersonalData(StaffPermission permission) => ByPermission[permission].OpensPersonalData;

    /// <summary>
    /// Whether a role needs a second factor: those that see personal data, those that give roles, and the auditor, who sees
    /// whose data was read.
    /// </summary>
    public static bool NeedsSecondFactor(StaffRole role) =>
        role is Administrator or Auditor || Rows.Any(row => row.OpensPersonalData && row.Roles.Contains(role));

    private sealed record Row(StaffPermission Permission, bool OpensPersonalData, params StaffRole[] Roles);
}

/// <summary>The names of roles.</summary>
public static class StaffRoleNames
{
    /// <summary>All roles, in the order of the table.</summary>
    public static IReadOnlyList<StaffRole> All { get; } = Enum.GetValues<StaffRole>();

    /// <summary>The name in storage, in settings and in the access log, such as <c>airport-officer</c>.</summary>
    public static string Name(this StaffRole role) => role switch
    {
        Administrator => "administrator",
        Supervisor => "supervisor",
        Operator => "operator",
        AirportOfficer => "airport-officer",
        Clinic => "clinic",
        HealthCentre => "health-centre",
        Support => "support",
        Auditor => "auditor",
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "There is no such role."),
    };

    /// <summary>Reads what <see cref="Name"/> returns; <c>null</c> for any other text.</summary>
    public static StaffRole? Parse(string? text)
    {
        foreach (var role in All)
        {
            if (role.Name() == text)
            {
                return role;
            }
        }

        return null;
    }
}
