using Actors.Engine.Reminders;
using Actors.Engine.Tests.Probes;
using Actors.Testing.Engine;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Engine.Tests.Reminders;

public sealed class ReminderServiceTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public Task Reminder_TicksAtItsTimeAndEveryPeriod() => Run(async (simulation, grain, gates) =>
    {
        await grain.Remind("r", 5 * Minute, 10 * Minute);
        await simulation.AdvanceAsync(30 * Minute);
        Assert.Equal("r@00:05 r@00:15 r@00:25", gates.Log);
    });

    [Fact]
    public Task Reminder_FarAwayIsReadInTime() => Run(async (simulation, grain, gates) =>
    {
        await grain.Remind("r", 11 * 60 * Minute, TimeSpan.FromDays(1));
        await simulation.AdvanceAsync(TimeSpan.FromDays(3));
        Assert.Equal("r@11:00 r@11:00 r@11:00", gates.Log);
    });

    [Fact]
    public Task Reminder_WakesAGrainThatWasCollected() => Run(async (simulation, grain, gates) =>
    {
        await grain.Remind("r", TimeSpan.FromHours(5), TimeSpan.FromDays(1));
        await simulation.AdvanceAsync(TimeSpan.FromHours(6));
        Assert.Equal("r@05:00", gates.Log);
    });

    [Fact]
    public Task Update_ReplacesTheOldTimes() => Run(async (simulation, grain, gates) =>
    {
        await grain.Remind("r", 2 * Minute, Minute);
        await grain.Remind("r", 4 * Minute, 3 * Minute);
        await simulation.AdvanceAsync(8 * Minute);
        Assert.Equal("r@00:04 r@00:07", gates.Log);
        Assert.Equal(["r"], await grain.Names());
    });

    [Fact]
    public Task Unregistered_ReminderTicksNoMore() => Run(async (simulation, grain, gates) =>
    {
        await grain.Remind("r", Minute, Minute);
        await simulation.AdvanceAsync(Minute);
        await grain.Forget("r");
        await simulation.AdvanceAsync(10 * Minute);
        Assert.Equal("r@00:01", gates.Log);
        Assert.Empty(await grain.Names());
    });

    [Fact]
    public Task PeriodUnderAMinute_IsRefusedAsInOrleans() => Run(async (_, grain, _) =>
    {
        var error = await Assert.ThrowsAsync<ArgumentException>(() => grain.Remind("r", Minute, TimeSpan.FromSeconds(59)));
        Assert.Contains("grain timer", error.Message, StringComparison.Ordinal);
    });

    [Fact]
    public Task TicksMissedWhileDown_AreSkipped()
    {
        var gates = new Gates();
        var table = new MemoryReminderTable();
        return Simulation.RunAsync(1, async simulation =>
        {
            await using (var first = await StartAsync(simulation))
            {
                await first.Grains.GetGrain<IRemindedGrain>("a").Remind("r", 10 * Minute, 10 * Minute);
                await simulation.AdvanceAsync(15 * Minute);
            }

            await simulation.AdvanceAsync(30 * Minute);
            await using var second = await StartAsync(simulation);
            Assert.Equal("r@00:10", gates.Log);
            await simulation.AdvanceAsync(10 * Minute);
            Assert.Equal("r@00:10 r@00:50", gates.Log);
        });

        Task<TestSilo> StartAsync(Simulation simulation) => simulation.StartSiloAsync(silo =>
        {
            Probing.Add(silo, gates);
            silo.Services.AddSingleton<IReminderTable>(table);
        });
    }

    [Fact]
    public Task UnreadableTable_IsReadAgainSoonAndNothingIsLost()
    {
        var table = new FailingWindow();
        return Probing.RunAsync(
            async (simulation, silo, gates) =>
            {
                var grain = silo.Grains.GetGrain<IRemindedGrain>("a");
                await grain.Remind("r", 25 * Minute, 60 * Minute);
                table.Fails = true;
                await simulation.AdvanceAsync(20 * Minute);
                Assert.True(table.Failures > 3);
                table.Fails = false;
                await simulation.AdvanceAsync(10 * Minute);
                Assert.Equal("r@00:25", gates.Log);
            },
            silo =>
            {
                silo.Services.AddSingleton<IReminderTable>(table.Table);
                silo.Services.AddSingleton<IReminderWindow>(table);
            });
    }

    [Fact]
    public Task ManyAtOnce_AllTick() => Run(async (simulation, grain, gates) =>
    {
        for (var count = 0; count < 2_500; count++)
        {
            await grain.Remind($"{count}", 11 * Minute, 60 * Minute);
        }

        await simulation.AdvanceAsync(12 * Minute);
        Assert.Equal(2_500, gates.Log.Split(' ').Distinct().Count());
    });

    /// <summary>What was read before the change came back with it and ticked on for ever.</summary>
    [Fact]
    public Task Change_WhileTheTableIsReadIsNotUndoneByWhatWasRead() => RunSlow(async (simulation, grain, gates, table) =>
    {
        await grain.Remind("forgotten", 12 * Minute, Minute);
        await grain.Remind("moved", 12 * Minute, Minute);
        table.Holds = true;
        await simulation.AdvanceAsync(5 * Minute);
        await grain.Forget("forgotten");
        await grain.Remind("moved", TimeSpan.FromHours(2), TimeSpan.FromHours(2));
        table.Release();
        await simulation.AdvanceAsync(TimeSpan.FromHours(3));
        Assert.Equal("moved@02:05", gates.Log);
    });

    /// <summary>It was due behind the end of the old window and not among what was read for the new one.</summary>
    [Fact]
    public Task Reminder_RegisteredWhileTheTableIsReadTicks() => RunSlow(async (simulation, grain, gates, table) =>
    {
        table.Holds = true;
        await simulation.AdvanceAsync(5 * Minute);
        await grain.Remind("r", 7 * Minute, TimeSpan.FromDays(1));
        table.Release();
        await simulation.AdvanceAsync(TimeSpan.FromHours(1));
        Assert.Equal("r@00:12", gates.Log);
    });

    /// <summary>One of these in the table kept all others from being read.</summary>
    [Fact]
    public Task PeriodBeyondTheCalendar_TicksOnceAndHarmsNobody() => Run(async (simulation, grain, gates) =>
    {
        await grain.Remind("once", 20 * Minute, TimeSpan.MaxValue);
        await grain.Remind("r", 30 * Minute, 30 * Minute);
        await simulation.AdvanceAsync(70 * Minute);
        Assert.Equal("once@00:20 r@00:30 r@01:00", gates.Log);
    });

    private static Task<Simulation> RunSlow(Func<Simulation, IRemindedGrain, Gates, SlowWindow, Task> test)
    {
        var table = new SlowWindow();
        return Probing.RunAsync(
            (simulation, silo, gates) => test(simulation, silo.Grains.GetGrain<IRemindedGrain>("a"), gates, table),
            silo =>
            {
                silo.Services.AddSingleton<IReminderTable>(table.Table);
                silo.Services.AddSingleton<IReminderWindow>(table);
            });
    }

    private static Task<Simulation> Run(Func<Simulation, IRemindedGrain, Gates, Task> test) =>
        Probing.RunAsync((simulation, silo, gates) => test(simulation, silo.Grains.GetGrain<IRemindedGrain>("a"), gates));

    private sealed class FailingWindow : IReminderWindow
    {
        public MemoryReminderTable Table { get; } = new();

        public bool Fails { get; set; }

        public int Failures { get; private set; }

        public async Task<IReadOnlyList<ReminderEntry>> ReadDueAsync(DateTime from, DateTime to)
        {
            if (Fails)
            {
                Failures++;
                throw new IOException("The table cannot be read.");
            }

            return (await Table.ReadRows(0, 0)).Reminders
                .Where(entry => ReminderSchedule.NextTick(entry, from) <= to).ToList();
        }
    }

    private sealed class SlowWindow : IReminderWindow
    {
        private TaskCompletionSource? _held;

        public MemoryReminderTable Table { get; } = new();

        /// <summary>The next reading keeps what it has read to itself until it is released.</summary>
        public bool Holds { get; set; }

        public void Release() => _held!.SetResult();

        public async Task<IReadOnlyList<ReminderEntry>> ReadDueAsync(DateTime from, DateTime to)
        {
            var entries = (await Table.ReadRows(0, 0)).Reminders
                .Where(entry => ReminderSchedule.NextTick(entry, from) <= to).ToList();
            if (Holds)
            {
                Holds = false;
                _held = new();
                await _held.Task;
            }

            return entries;
        }
    }
}
