using System.Text.Json.Nodes;
using Actors.Storage.Serialization;

namespace Actors.Storage.Tests.Samples;

/// <summary>The stored types of the tests.</summary>
public static class SampleTypes
{
    public static StoredTypes Create() => new StoredTypes()
        .Add(SampleContext.Default.Tally)
        .Add(SampleContext.Default.Counted)
        .Add(SampleContext.Default.Plain)
        .Add(SampleContext.Default.Visit, Visit.Version)
        .Upcast<Visit>(from: 1, SplitName);

    private static JsonNode SplitName(JsonNode visit)
    {
        var names = visit["name"]!.GetValue<string>().Split(' ', 2);
        visit["givenName"] = names[0];
        visit["familyName"] = names[1];
        visit.AsObject().Remove("name");
        return visit;
    }
}
