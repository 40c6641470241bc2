using System.Globalization;
using Actors.Server.Demo.Development;
using Actors.Server.Demo.Enrolment;
using Actors.Server.Hosting;

namespace Actors.Server.Demo;

/// <summary>Registers what only trials have: fictional people, and help for development.</summary>
public static class DemoServiceCollectionExtensions
{
    private const string Speed = "Clock:Speed";

    /// <summary>
    /// Adds the enrolment of fictional people where <c>Demo:Enabled</c> or <c>Development:Enabled</c> is set, and with the
    /// former the fictional people themselves. Sets the speed of the clock, so it comes before everything that reads the
    /// clock.
    /// </summary>
    public static IServiceCollection AddDemo(this IServiceCollection services, IConfiguration configuration)
    {
        var options = DemoOptions.Read(configuration);
        if (!Installation.IsForTrials(configuration))
        {
            return services;
        }

        services.AddSingleton<StayStarter>();
        services.AddSingleton<FictionalPeople>();
        services.AddParentWatch(configuration);
        if (options.Enabled)
        {
            configuration[Speed] ??=
                (TimeSpan.FromDays(1).TotalSeconds / options.DaySeconds).ToString(CultureInfo.InvariantCulture);
            DemoNotice.QuietConsole(configuration);
            services.AddSingleton(options);
            services.AddSingleton<OwnAddress>();
            services.AddSingleton<DemoPeople>();
            services.AddHostedService(provider => provider.GetRequiredService<DemoPeople>());
            services.AddHostedService<DemoNotice>();
        }

        return services;
    }
}
