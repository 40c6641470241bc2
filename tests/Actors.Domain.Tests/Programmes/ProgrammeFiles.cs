using Actors.Domain.Programmes;

namespace Actors.Domain.Tests.Programmes;

/// <summary>The programmes that the server comes with, from their files.</summary>
internal static class ProgrammeFiles
{
    public static readonly Programme Japan = Read("japan-2021.1");

    public static readonly Programme England = Read("england-2021.1");

    public static readonly Programme Australia = Read("australia-2021.1");

    public static byte[] Bytes(string name) =>
        File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Programmes", name + ".json"));

    public static Programme Read(string name)
    {
        var reading = ProgrammeReader.Read(Bytes(name));
        Assert.Empty(reading.Problems);
        return reading.Programme!;
    }
}
