using Actors.Domain.Calls;
using Actors.Grains.Ledger;
using Actors.Server.Hosting;
using Actors.Storage.Serialization;
using Actors.Testing.Golden;

namespace Actors.Grains.Tests.Calls;

/// <summary>
/// What calls have in databases out there stays readable. Each type has a file per version, named by its alias and version; a
/// change of the encoding without a new version fails here.
/// </summary>
public sealed class CallJsonTests
{
    private const int MostIdleBytes = 500;
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Calls", "Golden");
    private readonly RecordSerializer _serializer = new(new StoredTypes().AddEntrants().AddCalls());

    [Fact]
    public void What_is_stored_is_written_as_in_its_file_and_read_again() => GoldenFiles.AssertSame(
        _serializer, Folder, Values().Select(sample => ($"{sample.Name}.1", sample.Value)));

    [Fact]
    public void Every_event_and_every_effect_has_a_sample()
    {
        Assert.Equal(Kinds<CallEvent>(), CallSamples.Events.Select(happened => happened.GetType().Name).Distinct().Order());
        Assert.Equal(Kinds<CallEffect>(), CallSamples.Effects.Select(effect => effect.GetType().Name).Distinct().Order());
    }

    [Fact]
    public void Everything_that_was_ever_stored_can_be_read() => new StoredTypes().AddEntrants().AddCalls().Validate();

    /// <summary>What is read is what was written, not only what is written alike.</summary>
    [Fact]
    public void State_is_the_same_after_it_was_stored()
    {
        var read = Read(CallSamples.Full);
        Assert.Equal(CallSamples.Full.Value.Subject, read.Value.Subject);
        Assert.Equal(CallSamples.Full.Value.Planned, read.Value.Planned);
        Assert.Equal(CallSamples.Full.Value.Call! with { Persons = [] }, read.Value.Call! with { Persons = [] });
        Assert.Equal(CallSamples.Full.Value.Call!.Persons, read.Value.Call!.Persons);
        Assert.Equal(CallSamples.Full.Value.Last! with { Persons = [] }, read.Value.Last! with { Persons = [] });
        Assert.Equal(CallSamples.Full.Value.Last!.Persons, read.Value.Last!.Persons);
        Assert.Equal(CallSamples.Full.Pending.Select(effect => effect.Body), read.Pending.Select(effect => effect.Body));
        Assert.Equal(CallSamples.Full.Value.NextDue, read.Value.NextDue);
    }

    /// <summary>Written before the queue in which a person waits was stored.</summary>
    [Fact]
    public void Effect_without_a_programme_is_read() => Assert.Contains(
        new CallEffect.StopWaiting(1), Read(CallSamples.Full).Pending.Select(effect => effect.Body));

    /// <summary>It is written with every operation, and there is one of each entrant.</summary>
    [Fact]
    public void Idle_state_is_small() => Assert.InRange(_serializer.Serialize(CallSamples.Idle).Length, 1, MostIdleBytes);

    private static IEnumerable<string> Kinds<T>() => typeof(T).GetNestedTypes().Select(kind => kind.Name).Order();

    private Ledgered<CallsState, CallEvent, CallEffect> Read(object value) =>
        Assert.IsType<Ledgered<CallsState, CallEvent, CallEffect>>(_serializer.Deserialize(_serializer.Serialize(value)));

    private static IEnumerable<(string Name, object Value)> Values()
    {
        yield return ("calls", CallSamples.Full);
        yield return ("calls.idle", CallSamples.Idle);
        yield return ("call-queue", CallSamples.Queue);
        yield return ("call-queue.Entered", new CallQueueEvent.Entered(CallSamples.Waiting));
        yield return ("call-queue.Left", new CallQueueEvent.Left(CallSamples.Waiting.Person, 3));
        foreach (var happened in CallSamples.Events.DistinctBy(happened => happened.GetType()))
        {
            yield return ($"call.{happened.GetType().Name}", happened);
        }
    }
}
