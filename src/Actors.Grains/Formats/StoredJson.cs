using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Programmes;
using Actors.Domain.Protection;
using Actors.Domain.Registration;
using Actors.Grains.Ledger;

namespace Actors.Grains.Formats;

/// <summary>
/// How types become JSON in storage. Domain types know nothing of it: names, packing and converters stand in this folder. It is
/// here and not in the storage project, because what is stored is <see cref="Ledgered{TState,TEvent,TEffect}"/>, which storage
/// may not refer to.
/// </summary>
public static class StoredJson
{
    private static readonly JsonConverter[] Converters =
    [
        new TextConverter<RecordId>(RecordId.TryParse),
        new TextConverter<EntrantId>(EntrantId.TryParse),
        new TextConverter<StayId>(StayId.TryParse),
        new TextConverter<ProgrammeId>(ProgrammeId.TryParse),
        new TextConverter<ProgrammeVersion>(ProgrammeVersion.TryParse),
        new TextConverter<DeviceKey>(TryReadKey),
        new CommandIdConverter(),
        new PromptNumberConverter(),
        new SealedConverter(),
        new PackedPrompts.Converter(),
        new PackedTally.Converter(),
        new PackedReceipts.Converter(),
    ];

    private static readonly StoredShape[] LedgeredShapes =
    [
        new StoredShape(typeof(Ledgered<,,>))
            .Name("s", nameof(Ledgered<,,>.Value))
            .Name("n", nameof(Ledgered<,,>.Sequence))
            .Name("e", nameof(Ledgered<,,>.EffectSequence))
            .Name("p", nameof(Ledgered<,,>.Pending)),
        new StoredShape(typeof(PendingEffect<>))
            .Name("n", nameof(PendingEffect<>.Sequence))
            .Name("b", nameof(PendingEffect<>.Body))
            .NameUnlessDefault("f", nameof(PendingEffect<>.Failures))
            .Name("a", nameof(PendingEffect<>.FailedSince))
            .Skip(nameof(PendingEffect<>.NotBefore)),
    ];

    /// <summary>The options by which the types of a source-generated context are stored.</summary>
    /// <param name="context">The types, and how those without a shape are written.</param>
    /// <param name="shapes">The shapes of some of them.</param>
    public static JsonSerializerOptions OptionsFor(JsonSerializerContext context, params IEnumerable<StoredShape> shapes)
    {
        var byType = shapes.Concat(LedgeredShapes).ToDictionary(shape => shape.Type);
        var options = new JsonSerializerOptions(context.Options)
        {
            TypeInfoResolver = context.WithAddedModifier(contract =>
            {
                var type = contract.Type.IsGenericType ? contract.Type.GetGenericTypeDefinition() : contract.Type;
                if (contract.Kind == JsonTypeInfoKind.Object && byType.TryGetValue(type, out var shape))
                {
                    shape.Apply(contract);
                }
            }),
        };
        foreach (var converter in Converters)
        {
            options.Converters.Add(converter);
        }

        options.MakeReadOnly();
        return options;
    }

    private static bool TryReadKey(string? text, out DeviceKey key)
    {
        key = DeviceKey.FromStored(text ?? "");
        return text is not null;
    }
}
