using Actors.Domain.Programmes;

namespace Actors.Testing.Entrants;

/// <summary>The programmes that come with the server.</summary>
public static class TestProgrammes
{
    /// <summary>All of them.</summary>
    public static readonly ProgrammeCatalogue All = new(
        Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Programmes"), "*.json")
            .Select(path => ProgrammeReader.Read(File.ReadAllBytes(path)).Programme!));

    /// <summary>The one of Japan.</summary>
    public static Programme Japan => All.Newest(ProgrammeId.Parse("japan-2021"));
}
