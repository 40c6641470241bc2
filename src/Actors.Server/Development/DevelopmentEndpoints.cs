using Actors.Server.CallTest;

namespace Actors.Server.Development;

/// <summary>What shows the server or moves its time for those who develop and present it. Nobody else has it.</summary>
public static class DevelopmentEndpoints
{
    /// <summary>What runs beside the server in development: the watch over the process that started it.</summary>
    public static void AddDevelopment(this IHostApplicationBuilder builder) => ParentWatch.AddTo(builder);

    /// <summary>
    /// Everything under <c>/development</c>, and the page <c>/call-test</c>, where <c>Demo:Enabled</c> or
    /// <c>Development:Enabled</c> is set; elsewhere nothing.
    /// </summary>
    public static void MapDevelopment(this WebApplication app)
    {
        if (!AreEnabled(app.Configuration))
        {
            return;
        }

        var development = app.MapGroup("/development").WithTags("Development");
        development.MapClock();
        development.MapEntrants();
        development.MapCalls();
        app.MapCallTest();
    }

    /// <summary>Whether the settings say that no real people use this server.</summary>
    internal static bool AreEnabled(IConfiguration configuration) =>
        configuration.GetValue<bool>("Demo:Enabled") || configuration.GetValue<bool>("Development:Enabled");
}
