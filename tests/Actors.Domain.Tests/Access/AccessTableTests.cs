using Actors.Domain.Access;

namespace Actors.Domain.Tests.Access;

/// <summary>The table of permissions (S1), read by its promises.</summary>
public sealed class AccessTableTests
{
    [Fact]
    public void Every_permission_has_a_row_and_a_role() => Assert.All(
        Enum.GetValues<StaffPermission>(),
        permission => Assert.Contains(StaffRoleNames.All, role => AccessTable.Allows(role, permission)));

    [Fact]
    public void Every_role_may_do_something_beside_its_own_account() => Assert.All(
        StaffRoleNames.All,
        role => Assert.Contains(
            Enum.GetValues<StaffPermission>(),
            permission => permission != StaffPermission.UseOwnAccount && AccessTable.Allows(role, permission)));

    [Theory]
    [InlineData(StaffRole.Administrator)]
    [InlineData(StaffRole.Support)]
    [InlineData(StaffRole.Auditor)]
    public void Roles_that_see_no_personal_data_have_no_permission_that_opens_any(StaffRole role) => Assert.DoesNotContain(
        Enum.GetValues<StaffPermission>().Where(AccessTable.OpensPersonalData),
        permission => AccessTable.Allows(role, permission));

    [Fact]
    public void The_auditor_reads_the_access_log_and_nothing_else() => Assert.Equal(
        [StaffPermission.UseOwnAccount, StaffPermission.ReadAccessLog],
        Enum.GetValues<StaffPermission>().Where(permission => AccessTable.Allows(StaffRole.Auditor, permission)));

    [Fact]
    public void A_warning_is_signed_by_a_supervisor_only() => Assert.Equal(
        [StaffRole.Supervisor],
        StaffRoleNames.All.Where(role => AccessTable.Allows(role, StaffPermission.DecideIncidents)));

    [Fact]
    public void Support_alone_needs_no_second_factor() =>
        Assert.Equal([StaffRole.Support], StaffRoleNames.All.Where(role => !AccessTable.NeedsSecondFactor(role)));

    [Fact]
    public void The_role_that_allows_is_the_one_for_the_access_log()
    {
        StaffRole[] roles = [StaffRole.Support, StaffRole.Supervisor];
        Assert.Equal(StaffRole.Supervisor, AccessTable.Find(roles, StaffPermission.TakeCalls));
        Assert.Null(AccessTable.Find(roles, StaffPermission.ManageStaff));
        Assert.Null(AccessTable.Find([], StaffPermission.UseOwnAccount));
    }

    [Fact]
    public void Names_are_those_of_the_access_log_and_are_read_back()
    {
        Assert.All(StaffRoleNames.All, role => Assert.Equal(role, StaffRoleNames.Parse(role.Name())));
        Assert.All(StaffRoleNames.All, role => Assert.Matches("^[a-z][a-z-]{1,31}$", role.Name()));
        Assert.Null(StaffRoleNames.Parse("Operator"));
        Assert.Null(StaffRoleNames.Parse(null));
    }
}
