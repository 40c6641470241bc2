using Actors.Server.Demo.CallTest;
using Actors.Server.Demo.Development;
using Actors.Server.Hosting;
using Orleans.Dashboard;

namespace Actors.Server.Demo;

/// <summary>Maps what only trials have.</summary>
public static class DemoEndpoints
{
    /// <summary>
    /// Maps <c>/development/…</c> and <c>/call-test</c> where <c>Demo:Enabled</c> or <c>Development:Enabled</c> is set; elsewhere
    /// nothing. Maps the dashboard of Orleans at <c>/orleans</c> in the demo.
    /// </summary>
    public static void MapDemo(this WebApplication app)
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
        if (ClusterServiceCollectionExtensions.HasDashboard(app.Configuration))
        {
            app.MapOrleansDashboard("/orleans");
        }
    }
}
