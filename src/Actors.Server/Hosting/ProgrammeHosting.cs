using Actors.Domain.Programmes;
using Microsoft.Extensions.Options;

namespace Actors.Server.Hosting;

/// <summary>The programmes by which people are followed.</summary>
public static class ProgrammeHosting
{
    private const string Setting = "Programmes:Folder";

    /// <summary>
    /// Adds the programmes in the folder of the setting <c>Programmes:Folder</c>; without one, those beside the server.
    /// </summary>
    /// <exception cref="OptionsValidationException">There are none, or one of them has problems: all are told.</exception>
    public static void AddProgrammes(this IHostApplicationBuilder builder)
    {
        var folder = Path.GetFullPath(builder.Configuration[Setting] ?? "Programmes", AppContext.BaseDirectory);
        if (!Directory.Exists(folder))
        {
            throw Invalid([$"{Setting} is {folder}. There is no such folder."]);
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
            problems.Add($"{Setting} is {folder}. There is no programme in it.");
        }

        var twice = programmes.GroupBy(programme => programme.Version).Where(group => group.Count() > 1);
        problems.AddRange(twice.Select(group => $"{folder}: {group.Key} is there twice. Raise the version of one."));
        builder.Services.AddSingleton(problems.Count == 0 ? new ProgrammeCatalogue(programmes) : throw Invalid(problems));
    }

    private static OptionsValidationException Invalid(IEnumerable<string> problems) =>
        new("Programmes", typeof(ProgrammeCatalogue), problems);
}
