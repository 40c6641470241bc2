using Microsoft.Extensions.Options;

namespace Actors.Grains.Entrants;

/// <summary>How entrants are kept.</summary>
public sealed class EntrantOptions
{
    /// <summary>
    /// Connected phones are asked for a sign of life no more often than this, whatever the programme says; by the
    /// programme clock. Where that clock runs fast, this keeps the network from being full of pings.
    /// </summary>
    /// <value>Zero: as often as the programme says.</value>
    public TimeSpan PingAtMostEvery { get; set; }

    /// <summary>Checks the options.</summary>
    public sealed class Validator : IValidateOptions<EntrantOptions>
    {
        /// <inheritdoc/>
        public ValidateOptionsResult Validate(string? name, EntrantOptions options) =>
            options.PingAtMostEvery < TimeSpan.Zero
                ? ValidateOptionsResult.Fail($"Entrants:PingAtMostEvery is {options.PingAtMostEvery}. It must not be negative.")
                : ValidateOptionsResult.Success;
    }
}
