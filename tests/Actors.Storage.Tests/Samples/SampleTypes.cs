using Actors.Storage.Serialization;

namespace Actors.Storage.Tests.Samples;

/// <summary>The stored types of the tests.</summary>
public static class SampleTypes
{
    public static StoredTypes Create() => new StoredTypes()
        .Add(SampleContext.Default.Tally)
        .Add(SampleContext.Default.Counted)
        .Add(SampleContext.Default.Plain);
}
