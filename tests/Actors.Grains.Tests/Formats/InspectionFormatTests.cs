using Actors.Domain.Entrants.Contact;
using Actors.Domain.Inspection;
using Actors.Domain.Programmes;
using Actors.Domain.Protection;
using Actors.Grains.Ledger;
using Actors.Server.Hosting;
using Actors.Storage.Serialization;
using Actors.Testing.Entrants;
using Actors.Testing.Golden;

namespace Actors.Grains.Tests.Formats;

/// <summary>What inspections have in databases out there stays readable.</summary>
public sealed class InspectionFormatTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Formats", "Golden");
    private static readonly DateTimeOffset At = new(2026, 3, 4, 2, 30, 0, TimeSpan.Zero);

    private static readonly RentalPhone Rental = new(
        "Airport Mobile", Sealed.FromBytes([Sealed.Format, .. Enumerable.Repeat((byte)7, Sealed.Overhead + 3)]),
        new(2026, 3, 19));

    private static readonly InspectionEvent[] Events =
    [
        new InspectionEvent.Opened(2, At),
        new InspectionEvent.Marked(CheckItem.Pledge, CheckMark.Met, "officer-1", At),
        new InspectionEvent.TestsStarted(3, "officer-1", At),
        new InspectionEvent.TestAnswered(
            CheckItem.LocationTest, TestFault.Imprecise, PhoneFaults.Silent | PhoneFaults.CameraDenied, At),
        new InspectionEvent.RentalRecorded(Rental, "officer-1", At),
        new InspectionEvent.Passed(TestProgrammes.Japan.Version, At.AddHours(-2), "officer-1", At, At.AddDays(1)),
        new InspectionEvent.Reminded(At.AddDays(1), At.AddDays(4)),
    ];

    private readonly RecordSerializer _serializer = new(new StoredTypes().AddInspections());

    [Fact]
    public void What_is_stored_is_written_as_in_its_file_and_read_again() => GoldenFiles.AssertSame(
        _serializer, Folder, Events.Select(happened => ($"inspection.{happened.GetType().Name}.1", (object)happened))
            .Prepend(("inspection.1", Full())));

    [Fact]
    public void Every_event_has_a_sample() => Assert.Equal(
        typeof(InspectionEvent).GetNestedTypes().Select(kind => kind.Name).Order(),
        Events.Select(happened => happened.GetType().Name).Order());

    [Fact]
    public void State_is_the_same_after_it_was_stored()
    {
        var full = Full();
        var read = Assert.IsType<Ledgered<InspectionState, InspectionEvent, InspectionEffect>>(
            _serializer.Deserialize(_serializer.Serialize(full)));
        Assert.Equal(full.Value.Marks, read.Value.Marks);
        Assert.Equal(full.Value.Answers, read.Value.Answers);
        Assert.Equal(full.Value with { Marks = [], Answers = [] }, read.Value with { Marks = [], Answers = [] });
        Assert.Equal(full.Pending.Select(effect => effect.Body), read.Pending.Select(effect => effect.Body));
    }

    private static Ledgered<InspectionState, InspectionEvent, InspectionEffect> Full()
    {
        var state = new Ledgered<InspectionState, InspectionEvent, InspectionEffect>();
        state.Apply(
            new() { Events = [.. Events], Effects = [new InspectionEffect.RunTests(3), new InspectionEffect.Remind()] }, At,
            TimeSpan.Zero);
        state.MarkCommitted();
        return state;
    }
}
