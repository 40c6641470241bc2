using System.Net;
using Actors.Notifications.Push;

namespace Actors.Notifications.Tests.Push;

public class PushEndpointTests
{
    [Theory]
    [InlineData("https://push.example.net/1", true)]
    [InlineData("https://push.example.net:443/1", true)]
    [InlineData("http://push.example.net/1", false)]
    [InlineData("https://push.example.net:8443/1", false)]
    [InlineData("https://user:secret@push.example.net/1", false)]
    [InlineData("https://10.0.0.1/1", false)]
    [InlineData("https://8.8.8.8/1", false)]
    [InlineData("https://[::1]/1", false)]
    [InlineData("https://localhost/1", false)]
    [InlineData("https://database/1", false)]
    [InlineData("file:///etc/passwd", false)]
    [InlineData("push", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Only_https_at_public_names_is_taken(string? endpoint, bool isGood) =>
        Assert.Equal(isGood, PushEndpoint.Check(endpoint, isLocalAllowed: false) is null);

    [Theory]
    [InlineData("http://127.0.0.1:5080/demo/push/1", true)]
    [InlineData("ftp://127.0.0.1/1", false)]
    public void In_trials_this_machine_is_taken_too(string endpoint, bool isGood) =>
        Assert.Equal(isGood, PushEndpoint.Check(endpoint, isLocalAllowed: true) is null);

    [Theory]
    [InlineData("93.184.216.34", true)]
    [InlineData("100.63.0.1", true)]
    [InlineData("172.32.0.1", true)]
    [InlineData("2606:2800:220:1::1", true)]
    [InlineData("10.1.2.3", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("127.0.0.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("172.16.0.1", false)]
    [InlineData("192.168.1.1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::1", false)]
    [InlineData("::", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fd00::1", false)]
    [InlineData("2002:a00:1::1", false)]
    [InlineData("2001::1", false)]
    [InlineData("64:ff9b::a00:1", false)]
    public void Private_and_special_networks_are_not_public(string address, bool isPublic) =>
        Assert.Equal(isPublic, PushEndpoint.IsPublic(IPAddress.Parse(address)));
}
