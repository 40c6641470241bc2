using System.Globalization;
using Microsoft.Extensions.Options;

namespace Actors.Server.Hosting;

/// <summary>The clock by which people live, for demonstrations and load tests. Real people live by the wall clock.</summary>
internal sealed class ProgrammeClockOptions
{
    /// <summary>The section of the settings.</summary>
    public const string Section = "Clock";

    /// <summary>The highest speed: more than a day in a second.</summary>
    public const double HighestSpeed = 100_000;

    /// <summary>
    /// Programme seconds per real second; 0: the clock stands still. With any, 1 included, the speed can be changed while
    /// the server runs.
    /// </summary>
    /// <value>None: 1, for ever.</value>
    public double? Speed { get; set; }

    /// <summary>What the clock shows at the start, as in <c>2026-03-02T08:00:00+09:00</c>.</summary>
    /// <value>None: the present moment, or the last one that the server before has shown, if that is later.</value>
    public string? Start { get; set; }

    /// <summary>Whether the programme clock is the wall clock.</summary>
    public bool IsReal => Speed is null && string.IsNullOrEmpty(Start);

    /// <summary><see cref="Start"/> as a moment; null: none, or not one.</summary>
    public DateTimeOffset? StartMoment =>
        DateTimeOffset.TryParseExact(
            Start,
            ["yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"],
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var moment)
            ? moment
            : null;

    /// <summary>Reads the options.</summary>
    /// <exception cref="OptionsValidationException">They do not fit.</exception>
    public static ProgrammeClockOptions Read(IConfiguration configuration)
    {
        var options = configuration.GetSection(Section).Get<ProgrammeClockOptions>() ?? new ProgrammeClockOptions();
        return new Validator(Installation.IsForTrials(configuration)).Validate(null, options) is { Failed: true } invalid
            ? throw new OptionsValidationException(Section, typeof(ProgrammeClockOptions), invalid.Failures)
            : options;
    }

    /// <summary>Checks the options.</summary>
    /// <param name="isMadeUpTimeAllowed">Whether the server serves no real people, whose deadlines would be at
    /// stake.</param>
    internal sealed class Validator(bool isMadeUpTimeAllowed) : IValidateOptions<ProgrammeClockOptions>
    {
        public ValidateOptionsResult Validate(string? name, ProgrammeClockOptions options)
        {
            var problems = new List<string>();
            if (options.Speed is not (null or (>= 0 and <= HighestSpeed)))
            {
                problems.Add(string.Create(
                    CultureInfo.InvariantCulture, $"Clock:Speed is {options.Speed}. 0 to {HighestSpeed} are possible."));
            }

            if (options is { Start.Length: > 0, StartMoment: null })
            {
                problems.Add($"Clock:Start is \"{options.Start}\". It is a moment such as 2026-03-02T08:00:00+09:00.");
            }

            if (!options.IsReal && !isMadeUpTimeAllowed)
            {
                problems.Add(
                    "Clock:Speed and Clock:Start are for demonstrations and load tests: the deadlines of real people must not "
                    + "run by a made-up clock. Remove them, or set Demo:Enabled or Development:Enabled.");
            }

            return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
        }
    }
}
