using Actors.Domain.Ledger;
using Actors.Domain.Programmes;
using Actors.Storage.Databases;
using Actors.Storage.Health;
using Actors.Storage.Hosting;
using Actors.Storage.Outages;
using Actors.Storage.ReadModels;
using Actors.Storage.States;
using Actors.Storage.Tests.ReadModels;
using Actors.Storage.Tests.Samples;
using Actors.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orleans.Storage;

namespace Actors.Storage.Tests.Hosting;

/// <summary>Storage as a server has it.</summary>
public sealed class StorageRegistrationTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly TestTimeProvider _time = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Everything_is_there_and_works()
    {
        using var host = Build();
        await host.StartAsync(Cancelled);
        var storage = host.Services.GetRequiredKeyedService<IGrainStorage>(GroupCommitGrainStorage.ProviderName);
        Assert.Null(host.Services.GetService<IGrainStorage>()); // That is the default provider, which is not ours.

        var state = new GrainState<Tally>(new Tally());
        await storage.WriteStateAsync("state", GrainId.Create("tally", "a"), state, Cancelled);

        Assert.Equal("1", state.ETag);
        Assert.NotNull(host.Services.GetRequiredService<IReminderTable>());
        Assert.NotNull(host.Services.GetRequiredService<OutageLog>());
        Assert.NotNull(host.Services.GetRequiredService<IDueIndex>());
        await host.StopAsync(Cancelled);
    }

    [Fact]
    public async Task Readiness_asks_storage()
    {
        using var host = Build();
        await host.StartAsync(Cancelled);
        var checks = host.Services.GetRequiredService<HealthCheckService>();
        Assert.Equal(HealthStatus.Healthy, (await checks.CheckHealthAsync(Cancelled)).Status);

        host.Services.GetRequiredService<StorageHealth>().ReportFailure("test", "The disk is full.");
        Assert.Equal(HealthStatus.Unhealthy, (await checks.CheckHealthAsync(Cancelled)).Status);
        await host.StopAsync(Cancelled);
    }

    [Fact]
    public async Task A_second_server_on_the_same_file_does_not_start()
    {
        using var first = Build();
        await first.StartAsync(Cancelled);
        using var second = Build();

        await Assert.ThrowsAsync<WriterLockHeldException>(() => second.StartAsync(Cancelled));
        await first.StopAsync(Cancelled);
    }

    [Fact]
    public async Task A_restart_is_a_planned_outage()
    {
        using (var first = Build())
        {
            await first.StartAsync(Cancelled);
            await first.StopAsync(Cancelled);
        }

        var stopped = _time.GetUtcNow();
        _time.Advance(TimeSpan.FromMinutes(2));
        using var second = Build();
        await second.StartAsync(Cancelled);
        var outages = await second.Services.GetRequiredService<OutageLog>().ReadAllAsync(stopped, _time.GetUtcNow(), Cancelled);

        Assert.Equal([new Outage(stopped, stopped.AddMinutes(2), OutageCause.Server, "s", IsPlanned: true)], outages);
        await second.StopAsync(Cancelled);
    }

    [Fact]
    public async Task A_restart_is_known_to_services_that_start_after_storage()
    {
        using (var first = Build())
        {
            await first.StartAsync(Cancelled);
            await first.StopAsync(Cancelled);
        }

        var stopped = _time.GetUtcNow();
        _time.Advance(TimeSpan.FromMinutes(2));
        var judge = new Judge();
        using var second = Build(judge);
        await second.StartAsync(Cancelled);

        Assert.Equal([new OutageInterval(stopped, stopped.AddMinutes(2))], judge.KnownAtStart!.Intervals);
        await second.StopAsync(Cancelled);
    }

    [Fact]
    public void Options_that_do_not_fit_together_are_refused()
    {
        var options = new StorageOptions { Kind = StorageKind.Sqlite, IsSingleWriter = false, CommitLanes = 9 };

        var refusal = Assert.Throws<OptionsValidationException>(
            () => new ServiceCollection().AddActorsStorage(options, SampleTypes.Create()));
        Assert.Equal(2, refusal.Failures.Count());
    }

    private IHost Build(Judge? judge = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton<TimeProvider>(_time);
        builder.Services.AddSingleton<IReadModel>(new TallyModel());
        builder.Services.AddActorsStorage(
            new StorageOptions { Path = _folder.File("actors.db"), ServerId = "s" }, SampleTypes.Create());
        if (judge is not null)
        {
            builder.Services.AddHostedService(provider =>
            {
                judge.Calendar = provider.GetRequiredService<IOutageCalendar>();
                return judge;
            });
        }

        return builder.Build();
    }

    /// <summary>A service that starts after storage and asks for outages at once, as the silo does.</summary>
    private sealed class Judge : IHostedService
    {
        public IOutageCalendar Calendar { get; set; } = null!;

        public KnownOutages? KnownAtStart { get; private set; }

        public Task StartAsync(CancellationToken cancellationToken)
        {
            KnownAtStart = Calendar.Known;
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
