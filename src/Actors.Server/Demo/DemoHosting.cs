using System.Globalization;
using Actors.Grains.Entrants;
using Actors.Server.Development;

namespace Actors.Server.Demo;

/// <summary>The demonstration, where <c>Demo:Enabled</c> is set; elsewhere nothing.</summary>
public static class DemoHosting
{
    private const string Speed = "Clock:Speed";

    /// <summary>Pings are real messages: however fast people live, a phone gets one every few seconds at most.</summary>
    private static readonly TimeSpan ShortestPing = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Lets time run as fast as the demonstration wants, and adds its people. First of all: the clock is made by it.
    /// </summary>
    public static void AddDemo(this IHostApplicationBuilder builder)
    {
        var options = DemoOptions.Read(builder.Configuration);
        if (!options.Enabled)
        {
            return;
        }

        builder.Configuration[Speed] ??=
            (TimeSpan.FromDays(1).TotalSeconds / options.DaySeconds).ToString(CultureInfo.InvariantCulture);
        var speed = builder.Configuration.GetValue<double>(Speed);
        builder.Services.PostConfigure<EntrantOptions>(entrants =>
        {
            var ping = ShortestPing * speed;
            entrants.PingAtMostEvery = entrants.PingAtMostEvery > ping ? entrants.PingAtMostEvery : ping;
        });
        if (options.People > 0)
        {
            builder.Services.AddSingleton(options);
            builder.Services.AddSingleton<FictionalPeople>();
            builder.Services.AddSingleton<OwnAddress>();
            builder.Services.AddHostedService<DemoPeople>();
        }
    }
}
