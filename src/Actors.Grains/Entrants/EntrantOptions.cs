using Actors.Grains.Calls;
using Actors.Grains.Messages;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Actors.Grains.Entrants;

/// <summary>How entrants are kept.</summary>
public sealed class EntrantOptions
{
    /// <summary>The section of the settings.</summary>
    public const string Section = "Entrants";

    /// <summary>
    /// Connected phones are asked for a sign of life no more often than this, whatever the programme says; by the
    /// programme clock. Where that clock runs fast, this keeps the network from being full of pings.
    /// </summary>
    /// <value>Zero: as often as the programme says.</value>
    public TimeSpan PingAtMostEvery { get; set; }

    /// <summary>
    /// The same by the wall clock, where the programme clock is one that may run fast: pings are real messages, however
    /// fast people live. It follows the speed that the clock has.
    /// </summary>
    /// <value>Two seconds.</value>
    public TimeSpan ShortestPing { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Checks the options.</summary>
    public sealed class Validator : IValidateOptions<EntrantOptions>
    {
        /// <inheritdoc/>
        public ValidateOptionsResult Validate(string? name, EntrantOptions options)
        {
            var problems = new List<string>();
            Check(options.PingAtMostEvery, nameof(PingAtMostEvery));
            Check(options.ShortestPing, nameof(ShortestPing));
            return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);

            void Check(TimeSpan value, string setting)
            {
                if (value < TimeSpan.Zero)
                {
                    problems.Add($"Entrants:{setting} is {value}. It must not be negative.");
                }
            }
        }
    }
}

/// <summary>Adds what entrants need beside storage.</summary>
public static class EntrantsServiceCollectionExtensions
{
    /// <summary>Adds what entrants need, with options from the section <c>Entrants</c>.</summary>
    public static IServiceCollection AddEntrants(this IServiceCollection services)
    {
        services.AddOptions<EntrantOptions>().BindConfiguration(EntrantOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<EntrantOptions>, EntrantOptions.Validator>();
        services.AddSingleton<EntrantRules>();
        services.AddSingleton<EntrantMessages>();
        services.AddSingleton<CallContexts>();
        services.TryAddSingleton<ICallRoom, NoRoom>();
        services.TryAddSingleton<IMessenger, NoMessenger>();
        return services;
    }
}
