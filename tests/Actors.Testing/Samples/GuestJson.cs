using System.Text.Json;
using System.Text.Json.Serialization;
using Actors.Grains.Formats;
using Actors.Grains.Ledger;
using Actors.Storage.Serialization;

namespace Actors.Testing.Samples;

/// <summary>How guests stand in storage.</summary>
[JsonSerializable(typeof(Ledgered<GuestState, GuestEvent, GuestEffect>))]
[JsonSerializable(typeof(GuestEvent.Registered))]
public sealed partial class GuestJson : JsonSerializerContext
{
    /// <summary>Everything a guest stores.</summary>
    public static StoredTypes StoredTypes() => new StoredTypes()
        .Add<Ledgered<GuestState, GuestEvent, GuestEffect>>(Json, alias: "test.guest")
        .Add<GuestEvent.Registered>(Json);

    private static JsonSerializerOptions Json => StoredJson.OptionsFor(Default);
}
