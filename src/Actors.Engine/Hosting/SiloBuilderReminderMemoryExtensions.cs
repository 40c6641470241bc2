using Actors.Engine.Reminders;
using Microsoft.Extensions.DependencyInjection;

namespace Orleans.Hosting;

/// <summary>Adds reminders that are gone with the process.</summary>
public static class SiloBuilderReminderMemoryExtensions
{
    /// <summary>Adds them.</summary>
    public static ISiloBuilder UseInMemoryReminderService(this ISiloBuilder builder)
    {
        builder.Services.AddSingleton<IReminderTable, MemoryReminderTable>();
        return builder;
    }
}
