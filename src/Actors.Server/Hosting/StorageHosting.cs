using Actors.Privacy;
using Actors.Storage.Hosting;
using Actors.Storage.Serialization;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Actors.Server.Hosting;

/// <summary>Where everything is stored, and under which keys.</summary>
public static class StorageHosting
{
    private const string Section = StorageOptions.Section;

    /// <summary>Hundreds of thousands of grains that are awake take their time to write what is pending.</summary>
    private static readonly TimeSpan LongestStop = TimeSpan.FromMinutes(2);

    /// <summary>
    /// Adds storage by the section <c>Storage</c> and the protection of personal data by <c>PersonalData</c>.
    /// </summary>
    /// <param name="builder">The server.</param>
    /// <param name="serves">Whether the server serves; <c>false</c> for a command on its database.</param>
    public static void AddStorage(this IHostApplicationBuilder builder, bool serves = true)
    {
        Installation.Prepare(builder, serves);
        CheckKind(builder.Configuration[$"{Section}:Kind"]);
        var silo = SiloSettings.Read(builder.Configuration);
        if (silo.Kind == ClusterKind.AdoNet)
        {
            builder.Configuration[$"{Section}:IsSingleWriter"] = "false";
            builder.Configuration[$"{Section}:ServerId"] ??= silo.SiloPort == 0
                ? $"{Environment.MachineName}/{Environment.ProcessId}"
                : $"{Environment.MachineName}:{silo.SiloPort}";
        }

        var options = builder.Configuration.GetSection(Section).Get<StorageOptions>() ?? new StorageOptions();
        if (options is { Kind: StorageKind.Postgres, ConnectionString: { Length: > 0 } connection })
        {
            CheckConnection(connection);
        }

        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = LongestStop);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddActorsStorage(
            options, new StoredTypes().AddEntrants().AddCalls().AddRegistrations().AddInspections());
        builder.Services.AddPersonalDataProtection();
        builder.Services.AddHostedService<KeyCheck>();
        builder.Services.AddHostedService<TrialCheck>();
    }

    private static void CheckKind(string? kind)
    {
        if (kind is not null && !Enum.TryParse<StorageKind>(kind, ignoreCase: true, out _))
        {
            throw new OptionsValidationException(
                Section, typeof(StorageOptions),
                [$"{Section}:Kind is \"{kind}\". Possible are {string.Join(", ", Enum.GetNames<StorageKind>())}."]);
        }
    }

    private static void CheckConnection(string connection)
    {
        try
        {
            if (string.IsNullOrEmpty(new NpgsqlConnectionStringBuilder(connection).Host))
            {
                throw Invalid("it names no Host");
            }
        }
        catch (ArgumentException exception)
        {
            throw Invalid(exception.Message); // What it names is a key word, never a value: no password is in it.
        }

        static OptionsValidationException Invalid(string reason) => new(
            Section, typeof(StorageOptions),
            [$"{Section}:ConnectionString cannot be read: {reason}. It is such as Host=db;Database=actors;Username=actors."]);
    }
}
