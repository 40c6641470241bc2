using System.Collections;
using System.Reflection;
using Actors.Grains.Entrants;
using Actors.Notifications.Outbox;
using Actors.Privacy;
using Actors.Storage.Hosting;
using Actors.Vision.Hosting;
using Actors.WebRtc.Sessions;
using Microsoft.Extensions.Configuration.EnvironmentVariables;
using Microsoft.Extensions.Options;

namespace Actors.Server.Hosting;

/// <summary>
/// All settings, from the classes of options: those with a constant <c>Section</c>. A setting that does not exist, or that
/// another one makes ineffective, is refused by name.
/// </summary>
internal static class Settings
{
    private const string Item = "0";

    /// <summary>How the variables of OpenTelemetry begin.</summary>
    private const string OpenTelemetry = "OTEL_";

    /// <summary>Settings without a class of options, and those of the framework.</summary>
    private static readonly string[] Others =
    [
        "Urls", "AllowedHosts", "Programmes:Folder", "Development:Enabled", "Development:ParentProcess", "Environment",
        "ContentRoot", "ApplicationName",
    ];

    /// <summary>Sections of the framework with names that operators choose.</summary>
    private static readonly string[] Open = ["Logging", "Kestrel:Certificates"];

    private static readonly Assembly[] Assemblies =
    [
        typeof(Settings).Assembly, typeof(StorageOptions).Assembly, typeof(PersonalDataOptions).Assembly,
        typeof(EntrantOptions).Assembly, typeof(MessengerOptions).Assembly,
        typeof(VisionOptions).Assembly, typeof(CallEndpointOptions).Assembly,
    ];

    /// <summary>What another setting makes ineffective: setting, whether it is so, why.</summary>
    private static readonly (string Setting, Func<IConfiguration, bool> IsIneffective, string Why)[] Ineffective =
    [
        ("Storage:Path", IsPostgres, "Storage:Kind is Postgres, which uses Storage:ConnectionString"),
        ("Storage:ConnectionString", settings => !IsPostgres(settings), "Storage:Kind is Sqlite, which uses Storage:Path"),
        ("Storage:CommitLanes", settings => !IsPostgres(settings), "Storage:Kind is Sqlite, which has one lane"),
        ("Cluster:Address", IsAlone, "Cluster:Kind is Single"),
        ("Cluster:SiloPort", IsAlone, "Cluster:Kind is Single"),
        ("Cluster:GatewayPort", IsAlone, "Cluster:Kind is Single"),
        ("Cluster:ListenOnAllAddresses", IsAlone, "Cluster:Kind is Single"),
        ("Cluster:CertificateFile", IsAlone, "Cluster:Kind is Single"),
        ("Cluster:CertificatePassword", settings => Lacks(settings, "Cluster:CertificateFile"),
            "Cluster:CertificateFile is not set"),
        ("Demo:People", settings => !Installation.IsDemo(settings), "Demo:Enabled is not true"),
        ("Demo:DaySeconds", settings => !Installation.IsDemo(settings), "Demo:Enabled is not true"),
        ("Demo:Calls", settings => !Installation.IsDemo(settings), "Demo:Enabled is not true"),
        ("Demo:Films", settings => !Installation.IsDemo(settings), "Demo:Enabled is not true"),
        ("Demo:PhoneServer", settings => !Installation.IsDemo(settings), "Demo:Enabled is not true"),
        ("Demo:PublicUrl", settings => !Installation.IsForTrials(settings),
            "neither Demo:Enabled nor Development:Enabled is true"),
        ("Demo:DaySeconds", settings => !Lacks(settings, "Clock:Speed"), "Clock:Speed goes before it"),
        ("Development:ParentProcess", settings => !Installation.IsForTrials(settings), "Development:Enabled is not true"),
        ("Staff:OpenId:ClientId", settings => Lacks(settings, "Staff:OpenId:Authority"), "Staff:OpenId:Authority is not set"),
        ("Staff:OpenId:Label", settings => Lacks(settings, "Staff:OpenId:Authority"), "Staff:OpenId:Authority is not set"),
        ("Management:Address", settings => Lacks(settings, "Management:Port") && Installation.IsForTrials(settings),
            "Management:Port is not set, and in trials there is none without it"),
        ("Media:LastPort", settings => settings["Media:Port"] is null or "0", "Media:Port is not set"),
    ];

    /// <summary>The names of all settings. Of a list the first item stands for all: <c>Media:Listen:0</c>.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. Others.Concat(Assemblies.SelectMany(assembly => assembly.GetTypes()).SelectMany(Read))
            .Order(StringComparer.OrdinalIgnoreCase),
    ];

    /// <summary>Checks all settings that were written: command line, files, and variables that look like settings.</summary>
    /// <exception cref="OptionsValidationException">Some do not exist, or have no effect.</exception>
    public static void Check(IConfiguration configuration, IEnumerable<string> commandLine)
    {
        var written = commandLine.Select(argument => argument.TrimStart('-').Split('=', 2))
            .Where(pair => pair is not [var name, ""] || !IsSection(name))
            .Select(pair => pair[0]).ToList();
        foreach (var provider in ((IConfigurationRoot)configuration).Providers)
        {
            written.AddRange(provider switch
            {
                FileConfigurationProvider => Keys(provider, null),
                EnvironmentVariablesConfigurationProvider => Keys(provider, null).Where(LooksLikeOurs),
                _ => [],
            });
        }

        var problems = written.Distinct(StringComparer.OrdinalIgnoreCase).Where(key => !IsKnown(key)).Select(Explain).ToList();
        problems.AddRange(Ineffective
            .Where(rule => written.Contains(rule.Setting, StringComparer.OrdinalIgnoreCase) && rule.IsIneffective(configuration))
            .Select(rule => $"{rule.Setting} has no effect, because {rule.Why}. Remove one of them."));
        if (problems.Count > 0)
        {
            throw new OptionsValidationException(nameof(Settings), typeof(Settings), problems);
        }
    }

    private static bool IsPostgres(IConfiguration settings) =>
        string.Equals(settings["Storage:Kind"], nameof(StorageKind.Postgres), StringComparison.OrdinalIgnoreCase);

    private static bool IsAlone(IConfiguration settings) => SiloSettings.Read(settings).Kind == ClusterKind.Single;

    private static bool Lacks(IConfiguration settings, string name) => string.IsNullOrEmpty(settings[name]);

    private static bool IsKnown(string key) =>
        Open.Any(section => IsIn(key, section)) || key.StartsWith(OpenTelemetry, StringComparison.Ordinal)
        || Names.Contains(Normal(key), StringComparer.OrdinalIgnoreCase);

    private static bool IsIn(string key, string section) =>
        key.StartsWith($"{section}:", StringComparison.OrdinalIgnoreCase);

    /// <summary>A section without a value says nothing, and some tools pass it on.</summary>
    private static bool IsSection(string key) => Names.Concat(Open).Any(name => name == key || IsIn(name, key));

    /// <summary>Of a list, the first item.</summary>
    private static string Normal(string key) => string.Join(
        ':', key.Split(':').Select(part => part.Length > 0 && part.All(char.IsAsciiDigit) ? Item : part));

    /// <summary>Other programs have variables too; ours have a section that exists, or nearly.</summary>
    private static bool LooksLikeOurs(string key) => key.Split(':') is [var section, _, ..]
        && Names.Any(name => name.Contains(':', StringComparison.Ordinal) && Distance(section, name.Split(':')[0]) <= 1);

    private static string Explain(string key)
    {
        var near = Names.MinBy(name => Distance(key, name))!;
        return Distance(key, near) <= Math.Max(3, key.Length / 3)
            ? $"There is no setting {key}. Is {near} meant? docs/SETTINGS.md lists all settings."
            : $"There is no setting {key}. docs/SETTINGS.md lists all settings.";
    }

    private static IEnumerable<string> Keys(IConfigurationProvider provider, string? parent) => provider
        .GetChildKeys([], parent).Distinct(StringComparer.OrdinalIgnoreCase)
        .Select(name => parent is null ? name : $"{parent}:{name}")
        .SelectMany(key => provider.TryGet(key, out var value) && value is not null
            ? Keys(provider, key).Prepend(key)
            : Keys(provider, key));

    private static IEnumerable<string> Read(Type type) =>
        type.GetField("Section", BindingFlags.Public | BindingFlags.Static)?.GetRawConstantValue() is string section
            ? Read(type, section)
            : [];

    private static IEnumerable<string> Read(Type type, string section) => type
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .SelectMany(property =>
        {
            var name = $"{section}:{property.Name}";
            return property.PropertyType.Assembly == type.Assembly && property.PropertyType.IsClass
                ? Read(property.PropertyType, name)
                : property.PropertyType != typeof(string) && property.PropertyType.IsAssignableTo(typeof(IEnumerable))
                    ? [$"{name}:{Item}"]
                    : property.CanWrite ? [name] : [];
        });

    /// <summary>The number of letters to change, insert or remove (Levenshtein), without regard to case.</summary>
    private static int Distance(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var change = char.ToUpperInvariant(one[i - 1]) == char.ToUpperInvariant(other[j - 1]) ? 0 : 1;
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + change));
            }
        }

        return row[^1];
    }
}
