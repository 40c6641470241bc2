using System.Reflection;
using System.Reflection.Metadata;

namespace Actors.Engine.Tests.Signatures;

/// <summary>Attributes as they stand in metadata, by the short name of their type.</summary>
internal static class AttributeReading
{
    public static bool Has(this MetadataReader reader, CustomAttributeHandleCollection attributes, string name) =>
        reader.Find(attributes, name) is not null;

    public static CustomAttribute? Find(this MetadataReader reader, CustomAttributeHandleCollection attributes, string name)
    {
        foreach (var handle in attributes)
        {
            var attribute = reader.GetCustomAttribute(handle);
            if (TypeName(reader, attribute) == name)
            {
                return attribute;
            }
        }

        return null;
    }

    /// <summary>The compiler's flags: one for all parts of a type, or one for each; empty when it wrote none.</summary>
    public static byte[] NullableFlags(this MetadataReader reader, CustomAttributeHandleCollection attributes, string name)
    {
        if (reader.Find(attributes, name) is not { } attribute)
        {
            return [];
        }

        const int prolog = 2;
        const int end = 2;
        var blob = reader.GetBlobReader(attribute.Value);
        blob.Offset = prolog;
        if (blob.RemainingBytes == 1 + end)
        {
            return [blob.ReadByte()];
        }

        return blob.ReadBytes(blob.ReadInt32());
    }

    /// <summary>
    /// The text by which two uses of <see cref="AttributeUsageAttribute"/> can be compared; defaults are spelt out.
    /// </summary>
    public static string? Usage(this MetadataReader reader, CustomAttributeHandleCollection attributes)
    {
        if (reader.Find(attributes, nameof(AttributeUsageAttribute)) is not { } attribute)
        {
            return null;
        }

        var blob = reader.GetBlobReader(attribute.Value);
        blob.Offset = 2;
        var usage = new AttributeUsageAttribute((AttributeTargets)blob.ReadInt32());
        for (var named = blob.ReadUInt16(); named > 0; named--)
        {
            _ = blob.ReadByte(); // that it is a property
            _ = blob.ReadByte(); // that it is a bool
            var property = typeof(AttributeUsageAttribute)
                .GetProperty(blob.ReadSerializedString()!, BindingFlags.Public | BindingFlags.Instance)!;
            property.SetValue(usage, blob.ReadBoolean());
        }

        return Write(usage);
    }

    public static string Write(AttributeUsageAttribute usage) =>
        $"AttributeUsage({usage.ValidOn}, AllowMultiple = {usage.AllowMultiple}, Inherited = {usage.Inherited})";

    private static string TypeName(MetadataReader reader, CustomAttribute attribute)
    {
        var owner = attribute.Constructor.Kind == HandleKind.MethodDefinition
            ? reader.GetMethodDefinition((MethodDefinitionHandle)attribute.Constructor).GetDeclaringType()
            : reader.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent;
        return owner.Kind switch
        {
            HandleKind.TypeDefinition => reader.GetString(reader.GetTypeDefinition((TypeDefinitionHandle)owner).Name),
            HandleKind.TypeReference => reader.GetString(reader.GetTypeReference((TypeReferenceHandle)owner).Name),
            _ => "",
        };
    }
}
