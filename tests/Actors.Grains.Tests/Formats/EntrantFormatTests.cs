using Actors.Domain.Entrants;
using Actors.Domain.Entrants.Contact;
using Actors.Grains.Ledger;
using Actors.Server.Hosting;
using Actors.Storage.Serialization;
using Actors.Testing.Golden;

namespace Actors.Grains.Tests.Formats;

/// <summary>
/// What entrants have in databases out there stays readable. Each event has a file per version, named by its alias and
/// version; a change of the encoding without a new version fails here.
/// </summary>
public sealed class EntrantFormatTests
{
    private const int MostStateBytes = 620;
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Formats", "Golden");

    private static readonly Dictionary<string, int> Versions = new()
    {
        ["entrant"] = 3,
        ["entrant.CheckedIn"] = 2,
        ["entrant.ContactLost"] = 2,
    };

    private readonly RecordSerializer _serializer = new(new StoredTypes().AddEntrants().AddCalls());

    [Fact]
    public void What_is_stored_is_written_as_in_its_file_and_read_again() => GoldenFiles.AssertSame(
        _serializer, Folder,
        Values().Select(sample => ($"{sample.Name}.{Versions.GetValueOrDefault(sample.Name, 1)}", sample.Value)));

    /// <summary>What had no member then has none now; everything else is as it was.</summary>
    [Fact]
    public void What_was_stored_in_an_earlier_version_is_read_as_it_was_meant()
    {
        var silent = Assert.IsType<EntrantEvent.ContactLost>(Read("entrant.ContactLost.1"));
        Assert.Equal((SilenceStep.Unreachable, null), (silent.Step, silent.AskAt));
        var checkedIn = Assert.IsType<EntrantEvent.CheckedIn>(Read("entrant.CheckedIn.1"));
        Assert.Equal((Receipt.CheckedInAtNewPlace, null), (checkedIn.Receipt, checkedIn.AnsweredAt));
        var read = Assert.IsType<Ledgered<EntrantState, EntrantEvent, EntrantEffect>>(Read("entrant.1"));
        Assert.Equal(
            [new(new(0xF1E2D3C4B5A69788), Receipt.CheckedInAtNewPlace, 0), new(new(9), Receipt.SymptomsReceived, 0),
                new(new(10), Receipt.SecondFixWanted, 0)],
            read.Value.Receipts.Entries);
        Assert.Equal(
            Text("entrant.1").Replace(@"\x01\x01\x07", @"\x01\x03\x07").Replace(@",""f"":64}", "}") // Nothing took it back.
                .Replace(@",""o"":true}}]", "}}]")
                .Replace(
                    "iJemtcTT4vECCQAAAAAAAAAICgAAAAAAAAAF",
                    "iJemtcTT4vEAAAAAAAAAAgkAAAAAAAAAAAAAAAAAAAgKAAAAAAAAAAAAAAAAAAAF"),
            GoldenText.Of(_serializer.Serialize(read)));
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

    private static string Text(string file) => File.ReadAllText(Path.Combine(Folder, $"{file}.golden")).TrimEnd('\n');

    private object Read(string file) => _serializer.Deserialize(GoldenText.Parse(Text(file)));

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
