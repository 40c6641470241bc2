using Actors.Privacy.MasterKeys;
using Microsoft.Extensions.Options;

namespace Actors.Privacy;

/// <summary>The settings of the protection of personal data: section <see cref="Section"/> of the configuration.</summary>
public sealed class PersonalDataOptions
{
    /// <summary>The name of the configuration section.</summary>
    public const string Section = "PersonalData";

    /// <summary>
    /// The key file, created by <c>create-key-file</c>. If <c>null</c>, the keys come from the environment variables of
    /// <see cref="KeyEnvironment"/>.
    /// </summary>
    public string? KeyFile { get; set; }

    /// <summary>The largest number of opened record keys in memory; about 1.5 kB each. Default: 10,000.</summary>
    public int OpenedKeys { get; set; } = 10_000;

    /// <summary>
    /// How long an opened key stays in memory, and so how long another server can still read a shredded record. Default:
    /// 5 minutes.
    /// </summary>
    public TimeSpan OpenedKeyLifetime { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Record keys that a rotation rewraps in one transaction. Default: 500.</summary>
    public int RotationBatch { get; set; } = 500;

    /// <summary>
    /// Entries of the access log that may wait to be written; a read beyond that is refused. Default: 1,000.
    /// </summary>
    public int AccessLogQueue { get; set; } = 1_000;

    /// <summary>The largest number of entries of the access log in one transaction. Default: 100.</summary>
    public int AccessLogBatch { get; set; } = 100;

    /// <summary>
    /// How long a privileged read waits for its turn to write to the access log, and how long the write may take, before the
    /// read fails. Default: 5 seconds.
    /// </summary>
    public TimeSpan AccessLogTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// The number of entries after which the head of the access log is written to the ordinary log, as an anchor outside
    /// the database. Default: 1,000.
    /// </summary>
    public int AccessLogAnchorEvery { get; set; } = 1_000;
}

/// <summary>Checks <see cref="PersonalDataOptions"/> at start.</summary>
public sealed class PersonalDataOptionsValidator(KeyEnvironment environment) : IValidateOptions<PersonalDataOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, PersonalDataOptions options)
    {
        var failures = new ValidateOptionsResultBuilder();
        CheckKeys(options, failures);
        CheckPositive(options.OpenedKeys, nameof(options.OpenedKeys), failures);
        CheckPositive(options.RotationBatch, nameof(options.RotationBatch), failures);
        CheckPositive(options.AccessLogBatch, nameof(options.AccessLogBatch), failures);
        CheckPositive(options.AccessLogAnchorEvery, nameof(options.AccessLogAnchorEvery), failures);
        if (options.OpenedKeyLifetime <= TimeSpan.Zero || options.OpenedKeyLifetime > TimeSpan.FromHours(1))
        {
            failures.AddError($"{Setting(nameof(options.OpenedKeyLifetime))} must be above zero and at most one hour.");
        }

        if (options.AccessLogTimeout <= TimeSpan.Zero || options.AccessLogTimeout > TimeSpan.FromMinutes(1))
        {
            failures.AddError($"{Setting(nameof(options.AccessLogTimeout))} must be above zero and at most one minute.");
        }

        if (options.AccessLogQueue < options.AccessLogBatch)
        {
            failures.AddError(
                $"{Setting(nameof(options.AccessLogQueue))} must not be below {Setting(nameof(options.AccessLogBatch))}.");
        }

        return failures.Build();
    }

    private static string Setting(string property) => $"{PersonalDataOptions.Section}:{property}";

    private static void CheckPositive(int value, string property, ValidateOptionsResultBuilder failures)
    {
        if (value < 1)
        {
            failures.AddError($"{Setting(property)} must be at least 1.");
        }
    }

    private void CheckKeys(PersonalDataOptions options, ValidateOptionsResultBuilder failures)
    {
        var setting = Setting(nameof(options.KeyFile));
        if (string.IsNullOrWhiteSpace(options.KeyFile))
        {
            if (!environment.IsSet)
            {
                failures.AddError(
                    $"There are no keys for personal data. Create a key file with `create-key-file <path>` and set {setting} "
                    + $"to its path, or set the environment variables {KeyEnvironment.MasterKeys}, {KeyEnvironment.IndexKeys}, "
                    + $"{KeyEnvironment.AccessLogKeys} and {KeyEnvironment.PlanKeys}.");
            }
        }
        else if (!File.Exists(options.KeyFile))
        {
            failures.AddError(
                $"{setting} names {options.KeyFile}, which does not exist. Restore it from its backup if there is data "
                + $"already; for a new installation create it with `create-key-file {options.KeyFile}`.");
        }
        else if (environment.IsSet)
        {
            failures.AddError(
                $"Keys come from both {setting} and the environment ({KeyEnvironment.MasterKeys} and others). Remove one, so "
                + "that it is clear which keys are used.");
        }
    }
}
