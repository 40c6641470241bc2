using Actors.Domain.Registration;
using Actors.Grains.Ledger;
using Actors.Server.Hosting;
using Actors.Storage.Serialization;
using Actors.Testing.Golden;

namespace Actors.Grains.Tests.Formats;

/// <summary>
/// What registrations have in databases out there stays readable. Each type has a file per version, named by its alias and
/// version; a change of the encoding without a new version fails here.
/// </summary>
public sealed class RegistrationFormatTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Formats", "Golden");
    private readonly RecordSerializer _serializer = new(new StoredTypes().AddRegistrations());

    [Fact]
    public void What_is_stored_is_written_as_in_its_file_and_read_again() => GoldenFiles.AssertSame(
        _serializer, Folder, Values().Select(sample => ($"{sample.Name}.1", sample.Value)));

    [Fact]
    public void Every_event_and_every_effect_has_a_sample()
    {
        Assert.Equal(
            Kinds<RegistrationEvent>(),
            RegistrationSamples.Events.Select(happened => happened.GetType().Name).Distinct().Order());
        Assert.Equal(
            Kinds<RegistrationEffect>(),
            RegistrationSamples.Effects.Select(effect => effect.GetType().Name).Distinct().Order());
    }

    /// <summary>What is read is what was written, not only what is written alike.</summary>
    [Fact]
    public void State_is_the_same_after_it_was_stored()
    {
        var full = RegistrationSamples.Full;
        var read = Assert.IsType<Ledgered<RegistrationState, RegistrationEvent, RegistrationEffect>>(
            _serializer.Deserialize(_serializer.Serialize(full)));
        Assert.Equal(full.Value.Consents, read.Value.Consents);
        Assert.Equal(full.Value.Companions, read.Value.Companions);
        Assert.Equal(
            full.Value with { Consents = [], Companions = [] }, read.Value with { Consents = [], Companions = [] });
        Assert.Equal(full.Pending.Select(effect => effect.Body), read.Pending.Select(effect => effect.Body));
        Assert.Equal(full.Value.NextDue, read.Value.NextDue);
    }

    private static IEnumerable<string> Kinds<T>() => typeof(T).GetNestedTypes().Select(kind => kind.Name).Order();

    private static IEnumerable<(string Name, object Value)> Values()
    {
        yield return ("registration", RegistrationSamples.Full);
        foreach (var happened in RegistrationSamples.Events.DistinctBy(happened => happened.GetType()))
        {
            yield return ($"registration.{happened.GetType().Name}", happened);
        }
    }
}
