using System.Net;
using Actors.Server.Demo;

namespace Actors.Server.Tests.Demo;

public sealed class DemoPeopleTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(DemoGroup.Count + 2)]
    public void Each_group_belongs_to_one_of_the_active_servers(int count)
    {
        var servers = Enumerable.Range(0, count).Select(Server).ToList();
        var shares = servers
            .Select(server => DemoPeople.GroupsOf(server, servers.AsEnumerable().Reverse()).ToList())
            .ToList();
        Assert.Equal(Enumerable.Range(0, DemoGroup.Count), shares.SelectMany(share => share).Order());
        Assert.True(shares.Max(share => share.Count) - shares.Min(share => share.Count) <= 1);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void No_group_belongs_to_a_server_that_is_not_active(int others) =>
        Assert.Empty(DemoPeople.GroupsOf(Server(others), Enumerable.Range(0, others).Select(Server)));

    private static SiloAddress Server(int number) =>
        SiloAddress.New(IPAddress.Loopback, port: 11_111 + number, generation: 1);
}
