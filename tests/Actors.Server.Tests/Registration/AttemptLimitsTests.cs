using System.Net;
using Actors.Server.Edge;
using Actors.Server.Registration;
using Actors.Testing;
using Microsoft.Extensions.Options;

namespace Actors.Server.Tests.Registration;

public sealed class AttemptLimitsTests
{
    private static readonly IPAddress Airport = IPAddress.Parse("192.0.2.1");

    [Fact]
    public void An_address_has_so_many_at_once_and_so_many_in_an_hour()
    {
        var clock = new TestTimeProvider();
        var limits = Limits(clock, new() { AttemptsPerAddress = 50 });
        Assert.Equal(10, Enumerable.Range(0, 20).Count(_ => limits.TryTakeOf(Airport)));
        Assert.True(limits.TryTakeOf(IPAddress.Parse("192.0.2.2")));
        clock.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal(5, Enumerable.Range(0, 20).Count(_ => limits.TryTakeOf(Airport)));
    }

    [Fact]
    public void A_person_has_a_budget_wherever_the_requests_come_from()
    {
        var limits = Limits(new TestTimeProvider(), new() { RequestsPerPerson = 10 });
        Assert.Equal([true, true, false], Enumerable.Range(0, 3).Select(_ => limits.TryTakeOf("one")));
        Assert.True(limits.TryTakeOf("another"));
    }

    [Fact]
    public void All_addresses_together_have_a_budget()
    {
        var limits = Limits(new TestTimeProvider(), new() { RequestsPerSecond = 2 });
        Assert.Equal(
            20, Enumerable.Range(0, 30).Count(number => limits.TryTakeOf(IPAddress.Parse($"198.51.100.{number}"))));
    }

    [Theory]
    [InlineData("2001:db8::1", "2001:db8:0:0:ffff::2", true)]
    [InlineData("2001:db8::1", "2001:db8:0:1::1", false)]
    [InlineData("::ffff:192.0.2.1", "192.0.2.1", true)]
    [InlineData("192.0.2.1", "192.0.2.2", false)]
    public void A_household_is_one_address(string one, string other, bool isSame) => Assert.Equal(
        isSame, ConnectionGate.Network(IPAddress.Parse(one)).Equals(ConnectionGate.Network(IPAddress.Parse(other))));

    private static AttemptLimits Limits(TestTimeProvider clock, RegistrationOptions options) =>
        new(Options.Create(options), clock);
}
