using System.Globalization;
using Actors.Grains.Scheduling;
using Actors.Storage.Outages;
using Microsoft.Extensions.Options;

namespace Actors.Server.Hosting;

/// <summary>Options of the programme clock, for demos and load tests. With real people it is the wall clock.</summary>
internal sealed class ProgrammeClockOptions
{
    /// <summary>The section of the settings.</summary>
    public const string Section = "Clock";

    /// <summary>The highest speed, more than a day per second.</summary>
    public const double HighestSpeed = 100_000;

    /// <summary>
    /// Programme seconds per real second; 0 stops the clock. With any value, 1 included, the speed can be changed while the
    /// server runs. Default: none, which is 1 for ever.
    /// </summary>
    public double? Speed { get; set; }

    /// <summary>
    /// The time that the clock shows at the start, such as <c>2026-03-02T08:00:00+09:00</c>. Default: none, which is now,
    /// or the last time that the former server showed, if that is later.
    /// </summary>
    public string? Start { get; set; }

    /// <summary>The years that the clock may show.</summary>
    internal const string Years = "2000 to 2099";

    /// <summary>Whether the programme clock is the wall clock.</summary>
    public bool IsReal => Speed is null && string.IsNullOrEmpty(Start);

    /// <summary><see cref="Start"/> as a time; <c>null</c> if there is none, or it cannot be read.</summary>
    public DateTimeOffset? StartMoment =>
        DateTimeOffset.TryParseExact(
            Start,
            ["yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"],
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var moment)
            ? moment
            : null;

    /// <summary>Whether the clock may be set to a time: calendars and zones far away hold surprises.</summary>
    public static bool IsPossible(DateTimeOffset moment) => moment.UtcDateTime.Year is >= 2000 and < 2100;

    /// <summary>Reads the options.</summary>
    /// <exception cref="OptionsValidationException">They are wrong.</exception>
    public static ProgrammeClockOptions Read(IConfiguration configuration)
    {
        var options = configuration.GetSection(Section).Get<ProgrammeClockOptions>() ?? new ProgrammeClockOptions();
        return new Validator(Installation.IsForTrials(configuration)).Validate(null, options) is { Failed: true } invalid
            ? throw new OptionsValidationException(Section, typeof(ProgrammeClockOptions), invalid.Failures)
            : options;
    }

    /// <summary>Checks the options.</summary>
    /// <param name="isMadeUpTimeAllowed">Whether the people are fictional.</param>
    internal sealed class Validator(bool isMadeUpTimeAllowed) : IValidateOptions<ProgrammeClockOptions>
    {
        public ValidateOptionsResult Validate(string? name, ProgrammeClockOptions options)
        {
            var problems = new List<string>();
            if (options.Speed is not (null or (>= 0 and <= HighestSpeed)))
            {
                problems.Add(string.Create(
                    CultureInfo.InvariantCulture, $"Clock:Speed is {options.Speed}. It must be from 0 to {HighestSpeed}."));
            }

            if (options is { Start.Length: > 0, StartMoment: null })
            {
                problems.Add($"Clock:Start is \"{options.Start}\". It must be a time such as 2026-03-02T08:00:00+09:00.");
            }

            if (options.StartMoment is { } start && !IsPossible(start))
            {
                problems.Add($"Clock:Start is \"{options.Start}\". It must be in the years {Years}.");
            }

            if (!options.IsReal && !isMadeUpTimeAllowed)
            {
                problems.Add(
                    "Clock:Speed and Clock:Start are for demos and load tests: the deadlines of real people must not follow a "
                    + "made-up clock. Remove them, or set Demo:Enabled or Development:Enabled.");
            }

            return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
        }
    }
}

/// <summary>The clock by which people live.</summary>
internal static class ProgrammeClockHosting
{
    /// <summary>
    /// Gives grain timers, reminders and everything that asks for it the programme clock: the wall clock without its steps,
    /// unless the section <c>Clock</c> makes another one of it.
    /// </summary>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">
    /// The settings do not fit, or time is to be made up where real people live by it.
    /// </exception>
    public static void AddProgrammeClock(this IHostApplicationBuilder builder)
    {
        var options = ProgrammeClockOptions.Read(builder.Configuration);
        if (options.IsReal)
        {
            builder.Services.AddKeyedSingleton<TimeProvider>(
                TimeProviderNames.Grains, (services, _) => services.GetRequiredService<SteadyClock>());
            return;
        }

        var start = options.StartMoment;
        var clock = new ProgrammeClock(TimeProvider.System, start ?? TimeProvider.System.GetUtcNow(), options.Speed ?? 1);
        builder.Services.AddKeyedSingleton<TimeProvider>(TimeProviderNames.Grains, clock);
        builder.Services.AddSingleton(clock);
        builder.Services.AddSingleton<IProgrammeTime>(new ScaledProgrammeTime(clock, isStartGiven: start is not null));
    }
}

/// <summary>The programme time of a clock with a made-up speed or start.</summary>
/// <param name="clock">The clock.</param>
/// <param name="isStartGiven">
/// Whether its start is set; then the clock does not skip to the last time of the former server.
/// </param>
internal sealed class ScaledProgrammeTime(ProgrammeClock clock, bool isStartGiven) : IProgrammeTime
{
    public DateTimeOffset Now => clock.GetUtcNow();

    public bool IsMadeUp => true;

    public double Speed => clock.Speed;

    public void SkipTo(DateTimeOffset moment)
    {
        if (!isStartGiven)
        {
            clock.SkipTo(moment);
        }
    }
}
