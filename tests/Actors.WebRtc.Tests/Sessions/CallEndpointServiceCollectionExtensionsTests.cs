using System.Net;
using System.Net.Sockets;
using Actors.WebRtc.Sessions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Actors.WebRtc.Tests.Sessions;

public sealed class CallEndpointServiceCollectionExtensionsTests
{
    [Fact]
    public async Task A_host_that_started_has_the_port()
    {
        using var host = Build(("Media:Listen:0", "127.0.0.1"), ("Media:ReceiveThreads", "1"), ("Media:MaxCalls", "3"));
        await host.StartAsync(TestContext.Current.CancellationToken);
        var endpoint = host.Services.GetRequiredService<CallEndpoint>();

        Assert.Same(endpoint, host.Services.GetRequiredService<ICallEndpoint>());
        Assert.Throws<SocketException>(() => Bind(endpoint.Port));
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task The_first_free_port_of_a_range_is_taken()
    {
        using var blocker = Bind(0);
        var port = ((IPEndPoint)blocker.LocalEndPoint!).Port;
        using var host = Build(
            ("Media:Port", $"{port}"), ("Media:LastPort", $"{Math.Min(port + 50, ushort.MaxValue)}"));
        await host.StartAsync(TestContext.Current.CancellationToken);

        Assert.InRange(host.Services.GetRequiredService<CallEndpoint>().Port, port + 1, port + 50);
    }

    [Fact]
    public async Task A_host_that_cannot_have_its_port_does_not_start()
    {
        using var blocker = Bind(0);
        using var host = Build(("Media:Port", $"{((IPEndPoint)blocker.LocalEndPoint!).Port}"));
        var exception = await Assert.ThrowsAsync<IOException>(() => host.StartAsync(TestContext.Current.CancellationToken));
        Assert.Contains("Media:Port", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_that_listens_on_the_address_of_another_machine_does_not_start()
    {
        using var host = Build(("Media:Listen:0", "203.0.113.9"), ("Media:Port", "40000"), ("Media:LastPort", "65535"));
        var exception = await Assert.ThrowsAsync<IOException>(() => host.StartAsync(TestContext.Current.CancellationToken));
        Assert.StartsWith("Media:Listen (203.0.113.9)", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_with_settings_that_make_no_sense_does_not_start()
    {
        using var host = Build(("Media:MaxCalls", "0"));
        var invalid = await Assert.ThrowsAsync<OptionsValidationException>(
            () => host.StartAsync(TestContext.Current.CancellationToken));
        Assert.Contains("Media:MaxCalls", invalid.Message, StringComparison.Ordinal);
    }

    private static Socket Bind(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static IHost Build(params (string Key, string Value)[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Configuration.AddInMemoryCollection(settings.ToDictionary(one => one.Key, one => (string?)one.Value));
        builder.Services.AddCallEndpoint();
        return builder.Build();
    }
}
