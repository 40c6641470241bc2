using System.Text;
using Actors.Domain.Entrants;
using Actors.Server.Hosting;
using Actors.Storage.Serialization;
using Actors.Testing.Golden;

namespace Actors.Grains.Tests.Entrants;

/// <summary>
/// What entrants have in databases out there stays readable. Each event has a file per version, named by its alias and
/// version; a change of the encoding without a new version fails here.
/// </summary>
public sealed class EntrantJsonTests
{
    private const int Version = 1;
    private const int MostStateBytes = 600;
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Entrants", "Golden");
    private readonly RecordSerializer _serializer = new(new StoredTypes().AddEntrants());

    [Fact]
    public void What_is_stored_is_written_as_in_its_file_and_read_again()
    {
        var differing = new StringBuilder();
        foreach (var (name, value) in Values())
        {
            var written = GoldenText.Of(_serializer.Serialize(value));
            var file = Path.Combine(Folder, $"{name}.{Version}.golden");
            if (!File.Exists(file) || File.ReadAllText(file).TrimEnd('\n') != written)
            {
                differing.AppendLine(name).AppendLine(written);
            }

            var read = _serializer.Deserialize(GoldenText.Parse(written));
            Assert.IsType(value.GetType(), read);
            Assert.Equal(written, GoldenText.Of(_serializer.Serialize(read)));
        }

        Assert.True(differing.Length == 0, $"These are not written as in their files:\n{differing}");
    }

    [Fact]
    public void Every_event_has_a_file() =>
        Assert.Equal(
            typeof(EntrantEvent).GetNestedTypes().Length,
            EntrantSamples.Events.Select(happened => happened.GetType()).Distinct().Count());

    /// <summary>It is written with every operation.</summary>
    [Fact]
    public void State_is_small() =>
        Assert.InRange(_serializer.Serialize(EntrantSamples.Usual).Length, 1, MostStateBytes);

    private static IEnumerable<(string Name, object Value)> Values()
    {
        yield return ("entrant", EntrantSamples.Full);
        var seen = new HashSet<Type>();
        foreach (var happened in EntrantSamples.Events)
        {
            if (seen.Add(happened.GetType()))
            {
                yield return ($"entrant.{happened.GetType().Name}", happened);
            }
        }
    }
}
