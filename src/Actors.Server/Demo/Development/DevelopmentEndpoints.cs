using Actors.Server.Demo.CallTest;
using Actors.Server.Hosting;

namespace Actors.Server.Demo.Development;

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
        if (!Installation.IsForTrials(app.Configuration))
        {
            return;
        }

        var development = app.MapGroup("/development").WithTags("Development");
        development.MapClock();
        development.MapEntrants();
        development.MapCalls();
        app.MapCallTest();
    }
}
