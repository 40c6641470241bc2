using System.Globalization;
using Actors.Server.Demo.Enrolment;
using Actors.Server.Hosting;

namespace Actors.Server.Demo;

/// <summary>The demonstration, where <c>Demo:Enabled</c> is set; elsewhere nothing.</summary>
public static class DemoHosting
{
    private const string Speed = "Clock:Speed";

    /// <summary>
    /// Lets time run as fast as the demonstration wants, and adds its people. First of all: the clock is made by it.
    /// </summary>
    public static void AddDemo(this IHostApplicationBuilder builder)
    {
        if (Installation.IsForTrials(builder.Configuration))
        {
            builder.Services.AddSingleton<StayStarter>();
            builder.Services.AddSingleton<FictionalPeople>();
        }

        var options = DemoOptions.Read(builder.Configuration);
        if (!options.Enabled)
        {
            return;
        }

        builder.Configuration[Speed] ??=
            (TimeSpan.FromDays(1).TotalSeconds / options.DaySeconds).ToString(CultureInfo.InvariantCulture);
        if (options.People > 0)
        {
            builder.Services.AddSingleton(options);
            builder.Services.AddSingleton<OwnAddress>();
            builder.Services.AddHostedService<DemoPeople>();
        }
    }
}
