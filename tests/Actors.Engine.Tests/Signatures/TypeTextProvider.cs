using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace Actors.Engine.Tests.Signatures;

/// <summary>
/// Turns signatures in metadata into <see cref="TypeText"/>. No assembly is loaded, so missing references do not
/// matter.
/// </summary>
internal sealed class TypeTextProvider : ISignatureTypeProvider<TypeText, ImmutableArray<string>>
{
    /// <summary>ELEMENT_TYPE_VALUETYPE of ECMA-335, II.23.1.16.</summary>
    private const byte ValueTypeKind = 0x11;

    /// <summary>Set when a setter's return type says that it is an <c>init</c>.</summary>
    public bool SawInit { get; set; }

    public static string NameOf(MetadataReader reader, TypeDefinitionHandle handle)
    {
        var type = reader.GetTypeDefinition(handle);
        var name = WithoutArity(reader.GetString(type.Name));
        return type.GetDeclaringType() is { IsNil: false } outer ? $"{NameOf(reader, outer)}.{name}" : name;
    }

    public TypeText Decode(MetadataReader reader, EntityHandle handle, ImmutableArray<string> context) => handle.Kind switch
    {
        HandleKind.TypeDefinition => GetTypeFromDefinition(reader, (TypeDefinitionHandle)handle, 0),
        HandleKind.TypeReference => GetTypeFromReference(reader, (TypeReferenceHandle)handle, 0),
        _ => GetTypeFromSpecification(reader, context, (TypeSpecificationHandle)handle, 0),
    };

    public TypeText GetPrimitiveType(PrimitiveTypeCode typeCode) => typeCode switch
    {
        PrimitiveTypeCode.String or PrimitiveTypeCode.Object => Plain(TypeTextKind.Reference, typeCode.ToString()),
        _ => Plain(TypeTextKind.Value, typeCode.ToString()),
    };

    public TypeText GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) =>
        Plain(KindOf(rawTypeKind), NameOf(reader, handle));

    public TypeText GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind)
    {
        var type = reader.GetTypeReference(handle);
        var name = WithoutArity(reader.GetString(type.Name));
        return type.ResolutionScope.Kind == HandleKind.TypeReference
            ? Plain(KindOf(rawTypeKind),
                $"{GetTypeFromReference(reader, (TypeReferenceHandle)type.ResolutionScope, 0).Name}.{name}")
            : Plain(KindOf(rawTypeKind), name);
    }

    public TypeText GetTypeFromSpecification(
        MetadataReader reader, ImmutableArray<string> genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
        reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

    public TypeText GetGenericInstantiation(TypeText genericType, ImmutableArray<TypeText> typeArguments) =>
        genericType with { Arguments = typeArguments };

    /// <summary>
    /// The context holds the parameters of the type first, then those of the method after an empty entry.
    /// </summary>
    public TypeText GetGenericTypeParameter(ImmutableArray<string> genericContext, int index) =>
        Plain(TypeTextKind.Parameter, genericContext[index]);

    public TypeText GetGenericMethodParameter(ImmutableArray<string> genericContext, int index) =>
        Plain(TypeTextKind.Parameter, genericContext[genericContext.IndexOf("") + 1 + index]);

    public TypeText GetSZArrayType(TypeText elementType) => new(TypeTextKind.Array, "[]", [elementType]);

    public TypeText GetArrayType(TypeText elementType, ArrayShape shape) =>
        new(TypeTextKind.Array, $"[{new string(',', shape.Rank - 1)}]", [elementType]);

    public TypeText GetByReferenceType(TypeText elementType) => new(TypeTextKind.ByReference, "", [elementType]);

    public TypeText GetPointerType(TypeText elementType) => Plain(TypeTextKind.Value, elementType + "*");

    public TypeText GetPinnedType(TypeText elementType) => elementType;

    public TypeText GetFunctionPointerType(MethodSignature<TypeText> signature) => Plain(TypeTextKind.Value, "delegate*");

    public TypeText GetModifiedType(TypeText modifier, TypeText unmodifiedType, bool isRequired)
    {
        SawInit |= modifier.Name == "IsExternalInit";
        return unmodifiedType;
    }

    private static TypeText Plain(TypeTextKind kind, string name) => new(kind, name, []);

    private static TypeTextKind KindOf(byte rawTypeKind) =>
        rawTypeKind == ValueTypeKind ? TypeTextKind.Value : TypeTextKind.Reference;

    private static string WithoutArity(string name) => name.Split('`')[0];
}
