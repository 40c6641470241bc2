using Actors.Domain.Programmes;
using Actors.Grains.Scheduling;
using Actors.Storage.Outages;
using Actors.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Reminders;

namespace Actors.Server.Tests.Hosting;

public sealed class ProgrammeClockHostingTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2050, 3, 2, 8, 0, 0, TimeSpan.FromHours(9));
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_clock_is_that_of_the_wall_without_its_steps_unless_the_settings_say_otherwise()
    {
        await using var server = new ServerFactory();
        Assert.Same(server.Services.GetRequiredService<SteadyClock>(), Clock(server, TimeProviderNames.Grains));
        Assert.Null(server.Services.GetService<ProgrammeClock>());
        Assert.Equal(1, server.Services.GetRequiredService<IProgrammeTime>().Speed);
    }

    [Fact]
    public async Task Clock_that_is_made_up_is_the_same_for_all_but_not_for_the_wall()
    {
        await using var server = Server("1440", "2050-03-02T08:00:00+09:00");
        var clock = server.Services.GetRequiredService<ProgrammeClock>();
        Assert.Same(clock, Clock(server, TimeProviderNames.Grains));
        Assert.Same(TimeProvider.System, Clock(server, ReminderTimeProviderNames.Reminders));
        Assert.Same(TimeProvider.System, server.Services.GetRequiredService<TimeProvider>());
        Assert.Equal(1_440, server.Services.GetRequiredService<IProgrammeTime>().Speed);
        Assert.True(clock.GetUtcNow() >= Start);
    }

    [Fact]
    public async Task Clock_that_is_made_up_goes_on_after_a_restart_from_where_it_was()
    {
        await using (var first = Server("0", "2050-03-02T08:00:00+09:00"))
        {
            using var client = first.CreateClient();
        }

        await using (var second = Server("0", null))
        {
            using var client = second.CreateClient();
            Assert.Equal(Start, second.Services.GetRequiredService<ProgrammeClock>().GetUtcNow());
            Assert.Empty(await second.Services.GetRequiredService<OutageLog>().ReadAllAsync(
                DateTimeOffset.MinValue.AddYears(1_970), DateTimeOffset.MaxValue, TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public async Task A_clock_set_by_hand_makes_the_skipped_time_an_outage_before_the_silo_starts()
    {
        await using (var first = Server("0", "2050-03-02T08:00:00+09:00"))
        {
            using var client = first.CreateClient();
        }

        await using var second = Server("0", "2050-03-03T08:00:00+09:00");
        using var last = second.CreateClient();
        var known = second.Services.GetRequiredService<IOutageCalendar>().Known;
        Assert.Equal([new OutageInterval(Start, Start.AddDays(1))], known.Intervals);
        var ours = second.Services.GetServices<IHostedService>().Select(service => service.GetType().FullName!)
            .Where(name => name.StartsWith("Actors.", StringComparison.Ordinal));
        Assert.Equal("Actors.Storage.Hosting.StorageService", ours.First());
    }

    private static TimeProvider Clock(ServerFactory server, string key) =>
        server.Services.GetRequiredKeyedService<TimeProvider>(key);

    private ServerFactory Server(string speed, string? start)
    {
        var server = new ServerFactory(_folder)
        {
            Settings = { ["Development:Enabled"] = "true", ["Clock:Speed"] = speed },
        };
        if (start is not null)
        {
            server.Settings["Clock:Start"] = start;
        }

        return server;
    }
}
