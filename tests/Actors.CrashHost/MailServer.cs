using System.Globalization;
using Actors.Domain.Ledger;
using Actors.Grains.Scheduling;
using Actors.Storage.Databases;
using Actors.Storage.Hosting;
using Actors.Testing;
using Actors.Testing.Samples;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;

namespace Actors.CrashHost;

/// <summary>The server and its writers.</summary>
internal static class MailServer
{
    private const int Writers = 8;
    private const double Speed = 60;
    private static readonly DateTimeOffset Epoch = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    public static async Task<int> RunAsync(string[] args)
    {
        var goOn = ListenAsync();
        var life = int.Parse(args[2], CultureInfo.InvariantCulture);
        using var host = Build(args[0], args[1], life);
        try
        {
            await host.StartAsync();
        }
        catch (WriterLockHeldException held)
        {
            Say($"held {held.Message}");
            return 3;
        }

        Say("ready");
        var grains = host.Services.GetRequiredService<IGrainFactory>();
        if (args[3] == "settle")
        {
            await SettleAsync(host.Services);
            Say("settled");
            await host.StopAsync();
            return 0;
        }

        var letter = 0UL;
        if (args[3] == "pause")
        {
            for (; letter < 10; letter++)
            {
                await SendAsync(grains, life, writer: 0, letter);
            }

            await SettleAsync(host.Services);
            Say("settled");
            await goOn;
        }

        await Task.WhenAny(Enumerable.Range(0, Writers).Select(writer => WriteAsync(grains, life, writer, letter)));
        return 4;
    }

    /// <summary>Completes with the first line of standard input. At its end the parent is gone, and the process ends.</summary>
    private static Task ListenAsync()
    {
        var line = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() =>
        {
            while (Console.In.ReadLine() is not null)
            {
                line.TrySetResult();
            }

            Environment.Exit(5);
        })
        { IsBackground = true }.Start();
        return line.Task;
    }

    private static IHost Build(string kind, string place, int life)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();

        // Every life begins an hour after the one before, so that whatever that one left pending is due.
        var clock = new ProgrammeClock(TimeProvider.System, Epoch.AddHours(life), Speed);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddKeyedSingleton<TimeProvider>(TimeProviderNames.Grains, clock);
        builder.Services.AddSingleton<MailRoute>();
        builder.Services.AddActorsStorage(
            kind == "sqlite"
                ? new StorageOptions { Kind = StorageKind.Sqlite, Path = place }
                : new StorageOptions { Kind = StorageKind.Postgres, ConnectionString = place },
            MailboxJson.StoredTypes());
        builder.UseOrleans(static silo =>
        {
            silo.AddReminders();
            silo.UseLocalhostClustering(FreePort.Take(), 0);
            silo.Configure<DeploymentLoadPublisherOptions>(load => load.DeploymentLoadPublisherRefreshTime = TimeSpan.Zero);
        });
        builder.Services.AddSweepers();
        return builder.Build();
    }

    private static async Task SendAsync(IGrainFactory grains, int life, int writer, ulong letter)
    {
        var id = ((ulong)life << 40) | ((ulong)writer << 32) | letter;
        if (await grains.GetGrain<IMailboxGrain>($"{writer}").SendAsync(new(id), $"{(id * 7) % Writers}") is null)
        {
            Say($"ack {writer} {id}");
        }
    }

    private static async Task WriteAsync(IGrainFactory grains, int life, int writer, ulong letter)
    {
        while (true)
        {
            try
            {
                await SendAsync(grains, life, writer, letter++);
            }
            catch (FencedOffException refused)
            {
                Say($"refused {refused.Message}");
                return;
            }
        }
    }

    private static async Task SettleAsync(IServiceProvider services)
    {
        var index = services.GetRequiredService<IDueIndex>();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        do
        {
            await timer.WaitForNextTickAsync();
        }
        while (await AnyDueAsync(index));
    }

    private static async Task<bool> AnyDueAsync(IDueIndex index)
    {
        for (var partition = 0; partition < Domain.Limits.DuePartitions; partition++)
        {
            if ((await index.ReadDueAsync(partition, DateTimeOffset.MaxValue, 1)).Count > 0)
            {
                return true;
            }
        }

        return false;
    }

    private static void Say(string line)
    {
        lock (Console.Out)
        {
            Console.Out.WriteLine(line);
            Console.Out.Flush();
        }
    }
}
