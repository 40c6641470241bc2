using Actors.Domain.Access;
using Actors.Server.Staff;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Actors.Server.Tests.Staff;

public sealed class StaffOptionsTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false, "Demo:Enabled", "true")]
    [InlineData(true, "Demo:Enabled", "true", "Staff:RequireSecondFactor", "true")]
    [InlineData(false, "Staff:RequireSecondFactor", "false")]
    public void Trials_ask_for_no_second_factor_unless_it_is_set(bool expected, params string[] settings) =>
        Assert.Equal(expected, Read(settings).RequireSecondFactor);

    [Theory]
    [InlineData("Staff:IdleLimit is 00:00:00", "Staff:IdleLimit", "00:00:00")]
    [InlineData("IdleLimit must not be longer than AbsoluteLimit", "Staff:IdleLimit", "13:00:00")]
    [InlineData("Staff:AbsoluteLimit is 8.00:00:00", "Staff:AbsoluteLimit", "8.00:00:00")]
    [InlineData("Staff:MaxFailures", "Staff:MaxFailures", "0")]
    [InlineData("Staff:AttemptsPerAddress", "Staff:AttemptsPerAddress", "0")]
    [InlineData("Staff:PasskeyDomain is \"https://a.example\"", "Staff:PasskeyDomain", "https://a.example")]
    [InlineData("Staff:OpenId:Authority is \"http://login.example\"", "Staff:OpenId:Authority", "http://login.example",
        "Staff:OpenId:ClientId", "a", "Staff:OpenId:Roles:0", "a=operator")]
    [InlineData("Staff:OpenId:ClientId is missing", "Staff:OpenId:Authority", "https://login.example", "Staff:OpenId:Roles:0",
        "a=operator")]
    [InlineData("Staff:OpenId:Roles is empty", "Staff:OpenId:Authority", "https://login.example", "Staff:OpenId:ClientId", "a")]
    [InlineData("Staff:OpenId:Roles contains \"a=chief\"", "Staff:OpenId:Authority", "https://login.example",
        "Staff:OpenId:ClientId", "a", "Staff:OpenId:Roles:0", "a=chief")]
    public void A_wrong_setting_is_named_with_the_fix(string expected, params string[] settings)
    {
        var problem = Assert.Throws<OptionsValidationException>(() => Read(settings));
        Assert.Contains(expected, Assert.Single(problem.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public void Values_of_the_claim_become_roles_and_others_nothing()
    {
        var options = new StaffOpenIdOptions { Roles = ["a=b=operator", "lead=supervisor", "second=operator"] };
        Assert.Equal([StaffRole.Supervisor, StaffRole.Operator], options.Map(["second", "a=b", "lead", "cook"]));
        Assert.Empty(options.Map(["LEAD"]));
    }

    private static StaffOptions Read(string[] settings) => StaffOptions.Read(new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Chunk(2).Select(pair => KeyValuePair.Create(pair[0], (string?)pair[1])))
        .Build());
}
