using Actors.Domain.Programmes;
using Microsoft.Extensions.Options;

namespace Actors.Server.Hosting;

/// <summary>Registers the programmes, the rules by which people are followed.</summary>
public static class ProgrammesServiceCollectionExtensions
{
    private const string Setting = "Programmes:Folder";

    /// <summary>
    /// Adds the programmes in the folder of the setting <c>Programmes:Folder</c>; without the setting, those beside the
    /// server.
    /// </summary>
    /// <exception cref="OptionsValidationException">
    /// There are none, or some have problems: the message lists all problems of all programmes.
    /// </exception>
    public static IServiceCollection AddProgrammes(this IServiceCollection services, IConfiguration configuration)
    {
        var folder = Path.GetFullPath(configuration[Setting] ?? "Programmes", AppContext.BaseDirectory);
        if (!Directory.Exists(folder))
        {
            throw Invalid([$"{Setting} is {folder}, and this folder does not exist."]);
        }

        var problems = new List<string>();
        var programmes = new List<Programme>();
        foreach (var path in Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal))
        {
            var reading = ProgrammeReader.Read(File.ReadAllBytes(path));
            problems.AddRange(reading.Problems.Select(problem => $"{path}: {problem}"));
            if (reading.Programme is { } programme)
            {
                programmes.Add(programme);
            }
        }

        if (programmes.Count == 0 && problems.Count == 0)
        {
            problems.Add($"{Setting} is {folder}, and no programme is in it.");
        }

        var twice = programmes.GroupBy(programme => programme.Version).Where(group => group.Count() > 1);
        problems.AddRange(twice.Select(group => $"{folder}: {group.Key} occurs twice. Raise the version of one of them."));
        return services.AddSingleton(problems.Count == 0 ? new ProgrammeCatalogue(programmes) : throw Invalid(problems));
    }

    private static OptionsValidationException Invalid(IEnumerable<string> problems) =>
        new("Programmes", typeof(ProgrammeCatalogue), problems);
}
