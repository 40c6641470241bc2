using System.Diagnostics.Metrics;
using System.Text.RegularExpressions;
using Actors.Server.Tests.Phones;

namespace Actors.Server.Tests.Operations;

/// <summary>An alarm on a meter that does not exist never rings.</summary>
public sealed partial class AlarmsTests
{
    [Fact]
    public async Task Every_meter_that_the_pages_name_exists()
    {
        var meters = new HashSet<string>(StringComparer.Ordinal);
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, _) =>
        {
            lock (meters)
            {
                meters.Add(instrument.Name);
            }
        };
        listener.Start();
        await using var server = ListeningServer.Start();
        var guest = Assert.Single(await server.EnrolAsync());
        using var phone = await RawPhone.ConnectAndGreetAsync(server, guest.Token);
        var docs = Path.Combine(AppContext.BaseDirectory, "docs");
        var named = Directory.EnumerateFiles(Path.Combine(docs, "runbooks"), "*.md").Append(Path.Combine(docs, "DEPLOYMENT.md"))
            .SelectMany(page => Meter().Matches(File.ReadAllText(page)).Select(match => match.Groups[1].Value))
            .Distinct().ToList();
        Assert.True(named.Count > 15);
        lock (meters)
        {
            Assert.All(named, name => Assert.Contains(name, meters));
        }
    }

    [GeneratedRegex("`(actors\\.[a-z_]+\\.[a-z_.]+)`")]
    private static partial Regex Meter();
}
