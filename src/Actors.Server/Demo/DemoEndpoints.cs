using System.Globalization;
using Actors.Server.Board;
using Actors.Server.Demo.Development;
using Actors.Server.Demo.Outbox;
using Actors.Server.Edge;
using Actors.Server.Hosting;
using Actors.Server.Registration;
using Orleans.Dashboard;

namespace Actors.Server.Demo;

/// <summary>Maps what only trials have.</summary>
public static class DemoEndpoints
{
    /// <summary>
    /// Maps <c>/development/…</c> where <c>Demo:Enabled</c> or <c>Development:Enabled</c> is set; elsewhere nothing. Maps the
    /// dashboard of Orleans at <c>/orleans</c> in the demo, and a QR code of the app where <c>Demo:PublicUrl</c> is set.
    /// </summary>
    public static void MapDemo(this WebApplication app)
    {
        if (!Installation.IsForTrials(app.Configuration))
        {
            return;
        }

        var development = app.MapGroup("/development").WithTags("Development").ForOperators().RequireKnownHost();
        development.MapClock();
        development.MapEntrants();
        development.MapCalls();
        app.MapLocalReceivers();
        if (DemoOptions.Read(app.Configuration).PhoneLink is { } link)
        {
            app.Services.GetRequiredService<BoardNotes>().PhoneLink = link;
            app.MapGet("/demo/app.svg", () => EnterPage.Draw(link.ToString())).ForOperators().ExcludeFromDescription();
        }

        if (ClusterServiceCollectionExtensions.HasDashboard(app.Configuration))
        {
            app.MapOrleansDashboard("/orleans").ForOperators().WithSecurityHeadersPolicy(SecurityHeaders.ForeignPage);
        }
    }
}

/// <summary>
/// Tells a newcomer on the console what to open. Written when the server is ready, as the last lines of its start.
/// </summary>
internal sealed class DemoNotice(DemoOptions options, OwnAddress self, DemoStaff staff) : BackgroundService
{
    /// <summary>
    /// Silences the console below warnings, and libraries below errors, so that the notice is not lost.
    /// <c>Logging:Console:LogLevel</c> has precedence.
    /// </summary>
    public static void QuietConsole(IConfiguration configuration)
    {
        // Rules of the console replace all others, so those of appsettings.json that are stricter are repeated.
        Set("Default", LogLevel.Warning);

        // What a busy machine makes them warn of is nothing that a viewer could do anything about.
        Set("Orleans", LogLevel.Error);
        Set("Microsoft.Orleans", LogLevel.Error);
        Set("Polly", LogLevel.None); // The outbox says what becomes of messages.
        foreach (var rule in configuration.GetSection("Logging:LogLevel").GetChildren())
        {
            if (Enum.TryParse<LogLevel>(rule.Value, out var level) && level > LogLevel.Warning)
            {
                Set(rule.Key, level);
            }
        }

        void Set(string category, LogLevel level) =>
            configuration[$"Logging:Console:LogLevel:{category}"] ??= level.ToString();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var address = await self.WaitAsync(stoppingToken);
        await staff.MakeAsync(stoppingToken);
        var day = TimeSpan.FromSeconds(options.DaySeconds).TotalMinutes;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"""

            The Actors demo runs: {options.People} fictional people, a day of theirs takes {day:0.##} min.

              App           {address}app/?trial=1
              Messages      {address}demo/outbox
              Status        {address}status
              Staff         {address}staff
                            password {staff.Password} for each of
                            {staff.Addresses}
              Stop          Ctrl+C

            Open {address}
            """));
    }
}
