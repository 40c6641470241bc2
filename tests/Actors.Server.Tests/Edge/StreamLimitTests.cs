using System.Diagnostics.Metrics;
using System.Net;
using Actors.Server.Edge;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Server.Tests.Edge;

public sealed class StreamLimitTests
{
    /// <summary>200 event streams of one address kept all others out.</summary>
    [Fact]
    public void One_address_keeps_no_other_out()
    {
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var limits = new ConnectionLimits();
        var limit = new StreamLimit(limits, new(services.GetRequiredService<IMeterFactory>(), limits));
        var places = Enumerable.Range(0, 200).Select(_ => limit.TryEnter(From("10.0.0.1"))).ToList();
        Assert.Equal(limits.StreamsPerAddress, places.Count(place => place is not null));
        Assert.NotNull(limit.TryEnter(From("10.0.0.2")));
        places[0]!.Dispose();
        Assert.NotNull(limit.TryEnter(From("10.0.0.1")));
        Assert.Null(limit.TryEnter(From("10.0.0.1")));
    }

    private static DefaultHttpContext From(string address) =>
        new() { Connection = { RemoteIpAddress = IPAddress.Parse(address) } };
}
