using Actors.Engine.Reminders;
using Actors.Storage.Reminders;

namespace Actors.Server.Hosting;

/// <summary>Lets the embedded engine ask the stored reminders for those that tick soon.</summary>
internal sealed class ReminderWindow(IReminderSchedule schedule) : IReminderWindow
{
    public async Task<IReadOnlyList<ReminderEntry>> ReadDueAsync(DateTime from, DateTime to) =>
        [.. (await schedule.ReadDueAsync(new(from, TimeSpan.Zero), new(to, TimeSpan.Zero))).Select(due => due.Entry)];
}
