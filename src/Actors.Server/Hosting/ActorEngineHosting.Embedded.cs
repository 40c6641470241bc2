using Actors.Engine.Reminders;

namespace Actors.Server.Hosting;

/// <summary>The grains run in this process.</summary>
public static class ActorEngineHosting
{
    /// <summary>Adds the embedded engine on the storage of this server.</summary>
    public static void AddActorEngine(this IHostApplicationBuilder builder)
    {
        builder.AddProgrammeClock();
        builder.Services.AddSingleton<IReminderWindow, ReminderWindow>();
        builder.UseOrleans();
    }
}
