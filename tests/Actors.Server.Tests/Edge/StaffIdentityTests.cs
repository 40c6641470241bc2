using System.Security.Claims;
using Actors.Domain.Access;
using Actors.Domain.Programmes;
using Actors.Domain.Protection;
using Actors.Server.Edge;

namespace Actors.Server.Tests.Edge;

public sealed class StaffIdentityTests
{
    private static readonly ProgrammeId Japan = ProgrammeId.Parse("japan-2021");

    [Fact]
    public void Claims_go_there_and_back_and_hold_nothing_personal()
    {
        var staff = New(StaffRole.Support, StaffRole.Supervisor);
        var principal = staff.ToPrincipal();
        var read = StaffIdentity.Of(principal)!;
        Assert.Equal(
            (staff.Account, staff.Method, staff.Session, true), (read.Account, read.Method, read.Session, read.IsStrong));
        Assert.Equal(staff.Roles, read.Roles);
        Assert.True(read.WorksFor(Japan));
        Assert.False(read.WorksFor(ProgrammeId.Parse("england-2021")));
        Assert.Null(principal.Identity!.Name);
        Assert.Null(StaffIdentity.Of(new ClaimsPrincipal()));
    }

    /// <summary>The access log names the account, and the role that allowed the read and not another one.</summary>
    [Fact]
    public void The_access_log_gets_the_account_and_the_role_that_allows()
    {
        var staff = New(StaffRole.Support, StaffRole.Supervisor);
        var actor = staff.Actor(StaffPermission.TakeCalls)!;
        Assert.Equal((staff.Account.ToString(), "supervisor"), (actor.Id, actor.Role));
        Assert.Null(staff.Actor(StaffPermission.InspectArrivals));
    }

    [Fact]
    public void A_second_factor_is_missing_only_where_a_role_needs_one()
    {
        var weak = New(StaffRole.Operator) with { Method = SignInMethods.Password };
        Assert.True(new SecondFactor(true).IsMissing(weak));
        Assert.False(new SecondFactor(false).IsMissing(weak));
        Assert.False(new SecondFactor(true).IsMissing(New(StaffRole.Operator)));
        Assert.False(new SecondFactor(true).IsMissing(New(StaffRole.Support) with { Method = SignInMethods.Password }));
    }

    private static StaffIdentity New(params StaffRole[] roles) =>
        new(RecordId.New(), roles, [Japan], SignInMethods.Passkey, "session");
}
