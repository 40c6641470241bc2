using System.Text.Json;
using Actors.Storage.Serialization;
using Actors.Storage.Tests.Samples;
using Actors.Testing.Golden;

namespace Actors.Storage.Tests.Serialization;

/// <summary>
/// What stands in databases out there stays readable. Each type has a file per version, named alias.version.golden; a
/// change of the encoding without a new version fails here. Bytes that are not printable ASCII are written as \xNN.
/// </summary>
public sealed class GoldenTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Serialization", "Golden");
    private readonly RecordSerializer _serializer = new(SampleTypes.Create());

    public static TheoryData<string, int, object> Current => new()
    {
        { "test.plain", 1, new Plain { Text = "検疫" } },
        { "test.tally", 1, new Tally { Count = 3, Note = "n" } },
        { "test.counted", 1, new Counted(7) },
        { "test.visit", Visit.Version, new Visit("Ada", "Lovelace", 5) },
    };

    public static TheoryData<string> Files =>
        [.. Directory.EnumerateFiles(Folder, "*.golden").Select(file => Path.GetFileName(file))];

    [Theory]
    [MemberData(nameof(Current), DisableDiscoveryEnumeration = true)]
    public void The_present_version_is_written_as_in_its_file(string alias, int version, object value)
    {
        var file = Path.Combine(Folder, $"{alias}.{version}.golden");
        var written = GoldenText.Of(_serializer.Serialize(value));

        Assert.True(File.Exists(file), $"{alias} version {version} has no golden file. It should hold: {written}");
        Assert.Equal(File.ReadAllText(file).TrimEnd('\n'), written);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_version_ever_written_is_read_as_the_present_value(string file)
    {
        var alias = file[..file.LastIndexOf('.', file.Length - ".golden".Length - 1)];
        var expected = Current.Single(row => row.Data.Item1 == alias).Data.Item3;

        var read = _serializer.Deserialize(GoldenText.Parse(File.ReadAllText(Path.Combine(Folder, file)).TrimEnd('\n')));

        Assert.IsType(expected.GetType(), read);
        Assert.Equal(JsonSerializer.Serialize(expected), JsonSerializer.Serialize(read));
    }
}
