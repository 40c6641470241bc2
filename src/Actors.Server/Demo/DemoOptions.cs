using System.Globalization;
using Actors.Server.Demo.Development;
using Actors.Server.Demo.Enrolment;
using Actors.Server.Demo.Calls;
using Actors.Server.Demo.Outbox;
using Actors.Server.Edge;
using Actors.Server.Hosting;
using Actors.Server.Phones;
using Actors.Server.Registration;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;

namespace Actors.Server.Demo;

/// <summary>Options of the demo: fictional people who live fast.</summary>
internal sealed class DemoOptions
{
    /// <summary>The section of the settings.</summary>
    public const string Section = "Demo";

    /// <summary>Whether the server runs the demo. Default: <c>false</c>.</summary>
    public bool Enabled { get; set; }

    /// <summary>The number of people at once, in all servers together, 0 to 5,000. Default: 200.</summary>
    public int People { get; set; } = 200;

    /// <summary>
    /// The real seconds that a day takes, 10 to 86,400. <c>Clock:Speed</c> has precedence. Default: 60.
    /// </summary>
    public double DaySeconds { get; set; } = 60;

    /// <summary>
    /// The server that the phones of the fictional people use, such as a proxy in front of a cluster. Default:
    /// <c>null</c>, the server itself.
    /// </summary>
    public Uri? PhoneServer { get; set; }

    /// <summary>
    /// The https address under which phones reach this server, such as that of a proxy with TLS. The board then shows a QR code
    /// of the app for them. All that trials open to everyone is open there, too. Default: <c>null</c>, no code.
    /// </summary>
    public Uri? PublicUrl { get; set; }

    /// <summary>The link of the app for phones of visitors; <c>null</c> without <see cref="PublicUrl"/>.</summary>
    internal Uri? PhoneLink => PublicUrl is null ? null : new(PublicUrl, "/app/?trial=1");

    /// <summary>The number of people who have a video call at once, in all servers together, 0 to 8. Default: 3.</summary>
    public int Calls { get; set; } = 3;

    /// <summary>
    /// The folder with the films that people show in their calls. Default: <c>null</c>, the folder in which
    /// <c>tests/media/build.sh</c> puts them. Where there are none, the verdicts are scripted.
    /// </summary>
    public string? Films { get; set; }

    /// <summary>Reads the options.</summary>
    /// <exception cref="OptionsValidationException">They are wrong.</exception>
    public static DemoOptions Read(IConfiguration configuration)
    {
        var options = configuration.GetSection(Section).Get<DemoOptions>() ?? new DemoOptions();
        return new Validator().Validate(null, options) is { Failed: true } invalid
            ? throw new OptionsValidationException(Section, typeof(DemoOptions), invalid.Failures)
            : options;
    }

    /// <summary>Checks the options.</summary>
    internal sealed class Validator : IValidateOptions<DemoOptions>
    {
        private const int MaxPeople = 5_000;

        public ValidateOptionsResult Validate(string? name, DemoOptions options)
        {
            var problems = new List<string>();
            if (options.People is < 0 or > MaxPeople)
            {
                problems.Add($"Demo:People is {options.People}; it must be from 0 to {MaxPeople}.");
            }

            if (options.Calls is < 0 or > DemoGroup.Count)
            {
                problems.Add($"Demo:Calls is {options.Calls}; it must be from 0 to {DemoGroup.Count}.");
            }

            if (options.Films is { } films && !Directory.Exists(films))
            {
                problems.Add($"Demo:Films is \"{films}\", which is no folder. Build the films with tests/media/build.sh.");
            }

            if (options.DaySeconds is not (>= 10 and <= 86_400))
            {
                problems.Add("Demo:DaySeconds must be from 10 to 86400, which is real time.");
            }

            if (options.PhoneServer is { } server && !(server.IsAbsoluteUri && server.Scheme is "http" or "https"))
            {
                problems.Add($"Demo:PhoneServer is \"{server}\". It is an address such as http://127.0.0.1:5080.");
            }

            if (options.PublicUrl is { } address && !(address.IsAbsoluteUri && address.Scheme is "https"))
            {
                problems.Add($"Demo:PublicUrl is \"{address}\". It is an address such as https://demo.example.net.");
            }

            return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
        }
    }
}

/// <summary>Registers what only trials have: fictional people, and help for development.</summary>
public static class DemoServiceCollectionExtensions
{
    private const string Speed = "Clock:Speed";
    private const string StrangersPerAddress = ConnectionLimits.Section + ":" + nameof(ConnectionLimits.MaxPerAddress);
    private const string Reserved = ConnectionLimits.Section + ":" + nameof(ConnectionLimits.ReservedDescriptors);
    private const string AnswerAfter = RegistrationOptions.Section + ":" + nameof(RegistrationOptions.AnswerAfter);
    private const string Attempts = RegistrationOptions.Section + ":" + nameof(RegistrationOptions.AttemptsPerAddress);

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

        TrialCheck.CheckAddresses(configuration);
        services.AddSingleton<FictionalRoster>();
        services.AddSingleton<FictionalPeople>();
        services.AddSingleton<PlayedOfficer>();
        services.AddParentWatch(configuration);
        services.AddLocalReceivers(configuration);
        services.AddSingleton<OwnAddress>();
        if (options.Enabled)
        {
            // The phones of all people run in this process and may connect at once.
            configuration[StrangersPerAddress] ??= (2 * Math.Max(128, options.People)).ToString(CultureInfo.InvariantCulture);
            configuration[Reserved] ??= (512 + options.People).ToString(CultureInfo.InvariantCulture);
            configuration[Speed] ??=
                (TimeSpan.FromDays(1).TotalSeconds / options.DaySeconds).ToString(CultureInfo.InvariantCulture);

            // They register all at once, from one address, and nothing of theirs is to be guessed.
            configuration[AnswerAfter] ??= "00:00:00.1";
            configuration[Attempts] ??= (100 * Math.Max(128, options.People)).ToString(CultureInfo.InvariantCulture);
            DemoNotice.QuietConsole(configuration);
            services.AddSingleton(options);
            services.AddSingleton<PhoneArrival>();
            services.AddSingleton<DemoCameras>();
            services.AddSingleton<DemoCalls>();
            services.AddSingleton<DemoPeople>();
            services.AddHostedService(provider => provider.GetRequiredService<DemoPeople>());
            services.AddSingleton<DemoStaff>();
            services.AddHostedService<DemoNotice>();
            if (SiloSettings.Read(configuration).Kind == ClusterKind.Single)
            {
                services.AddSingleton<DemoVisitors>();
                services.Configure<HubOptions<EntrantHub>>(hub => hub.AddFilter<DemoVisitors>());
            }
        }

        return services;
    }
}
