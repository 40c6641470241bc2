using Actors.Domain.Access;
using Actors.Server.Demo;
using Actors.Server.Tests.Staff;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Server.Tests.Demo;

public sealed class DemoStaffTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_visitor_signs_in_as_any_role_without_a_second_factor()
    {
        await using var server = new ServerFactory { Settings = { ["Demo:Enabled"] = "true", ["Demo:People"] = "0" } };
        var staff = server.Services.GetRequiredService<DemoStaff>();
        await staff.MakeAsync(Cancelled);
        var password = staff.Password;
        await staff.MakeAsync(Cancelled); // As a second start does.
        Assert.Equal(password, staff.Password);
        foreach (var role in new[] { StaffRole.Administrator, StaffRole.AirportOfficer })
        {
            Assert.Contains(DemoStaff.Address(role), staff.Addresses, StringComparison.Ordinal);
            using var browser = new StaffBrowser(server);
            Assert.Equal("/staff", (await browser.SignInAsync(DemoStaff.Address(role), password)).Next);
        }
    }
}
