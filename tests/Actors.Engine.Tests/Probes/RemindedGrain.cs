namespace Actors.Engine.Tests.Probes;

public class RemindedGrain(Gates gates, TimeProvider clock) : Grain, IRemindedGrain, IRemindable
{
    public Task Remind(string name, TimeSpan due, TimeSpan period) => this.RegisterOrUpdateReminder(name, due, period);

    public async Task Forget(string name) => await this.UnregisterReminder((await this.GetReminder(name))!);

    public async Task<string[]> Names() => [.. (await this.GetReminders()).Select(reminder => reminder.ReminderName).Order()];

    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        gates.Note($"{reminderName}@{clock.GetUtcNow():HH:mm}");
        return status.CurrentTickTime == clock.GetUtcNow().UtcDateTime
            ? Task.CompletedTask
            : throw new InvalidOperationException("The tick was sent at another time.");
    }
}
