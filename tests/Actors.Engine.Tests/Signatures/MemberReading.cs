using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;

namespace Actors.Engine.Tests.Signatures;

/// <summary>Writes the public and protected members of one type as lines of C#.</summary>
internal sealed class MemberReading(
    MetadataReader reader, TypeTextProvider types, TypeDefinitionHandle owner, ImmutableArray<string> context)
{
    private readonly TypeDefinition _type = reader.GetTypeDefinition(owner);

    private bool IsInterface => _type.Attributes.HasFlag(TypeAttributes.Interface);

    /// <summary>
    /// Overrides are left out: whoever sees the type sees the method already through the base, which is compared by
    /// itself.
    /// </summary>
    public IEnumerable<string> Read()
    {
        var accessors = new HashSet<MethodDefinitionHandle>();
        var lines = new List<string?>();
        foreach (var property in _type.GetProperties().Select(reader.GetPropertyDefinition))
        {
            var pair = property.GetAccessors();
            accessors.UnionWith([pair.Getter, pair.Setter]);
            lines.Add(Property(property, pair));
        }

        foreach (var happening in _type.GetEvents().Select(reader.GetEventDefinition))
        {
            var pair = happening.GetAccessors();
            accessors.UnionWith([pair.Adder, pair.Remover]);
            lines.Add(Event(happening, pair));
        }

        lines.AddRange(_type.GetMethods().Where(handle => !accessors.Contains(handle)).Select(Method));
        lines.AddRange(_type.GetFields().Select(Field));
        return lines.OfType<string>();
    }

    public string Constraints(GenericParameterHandleCollection parameters) =>
        string.Concat(parameters.Select(handle => Constraint(reader.GetGenericParameter(handle), context)));

    private string? Method(MethodDefinitionHandle handle)
    {
        var method = reader.GetMethodDefinition(handle);
        if (Access(method.Attributes) is not { } access || IsOverride(method.Attributes))
        {
            return null;
        }

        var generic = method.GetGenericParameters();
        var names = generic.Select(parameter => reader.GetString(reader.GetGenericParameter(parameter).Name)).ToList();
        var inner = context.AddRange(names);
        var signature = method.DecodeSignature(types, inner);
        var name = reader.GetString(method.Name);
        var isConstructor = name == ".ctor";
        var parameters = new ParameterReading(reader, _type, method).Write(signature, out var result);
        return Prefix(method.Attributes, access)
            + (isConstructor ? ShortName() : $"{result} {name}")
            + (names.Count == 0 ? "" : $"<{string.Join(", ", names)}>")
            + $"({parameters})"
            + string.Concat(generic.Select(parameter => Constraint(reader.GetGenericParameter(parameter), inner)))
            + ";";
    }

    private string? Property(PropertyDefinition property, PropertyAccessors accessors)
    {
        var parts = new[] { Accessor(accessors.Getter, "get"), Accessor(accessors.Setter, "set") }
            .OfType<(string Access, MethodAttributes Attributes, string Word)>().ToList();
        if (parts.Count == 0 || IsOverride(parts[0].Attributes))
        {
            return null;
        }

        var access = parts.Any(part => part.Access == "public") ? "public" : parts[0].Access;
        var words = parts.Select(part => part.Access == access ? part.Word : $"{part.Access} {part.Word}");
        var required = reader.Has(property.GetCustomAttributes(), "RequiredMemberAttribute") ? "required " : "";
        var signature = property.DecodeSignature(types, context);
        var type = signature.ReturnType.Write(new Nullability(reader, _type).Flags(property.GetCustomAttributes(), null));
        var name = signature.ParameterTypes.Length == 0
            ? reader.GetString(property.Name)
            : $"this[{string.Join(", ", signature.ParameterTypes)}]";
        return $"{Prefix(parts[0].Attributes, access)}{required}{type} {name} {{ {string.Join(' ', words)} }}";
    }

    private (string Access, MethodAttributes Attributes, string Word)? Accessor(MethodDefinitionHandle handle, string word)
    {
        if (handle.IsNil)
        {
            return null;
        }

        var method = reader.GetMethodDefinition(handle);
        types.SawInit = false;
        _ = method.DecodeSignature(types, context);
        return Access(method.Attributes) is { } access ? (access, method.Attributes, types.SawInit ? "init;" : word + ";") : null;
    }

    private string? Event(EventDefinition happening, EventAccessors accessors)
    {
        var adder = reader.GetMethodDefinition(accessors.Adder);
        return Access(adder.Attributes) is { } access
            ? $"{Prefix(adder.Attributes, access)}event {types.Decode(reader, happening.Type, context)} "
                + $"{reader.GetString(happening.Name)};"
            : null;
    }

    private string? Field(FieldDefinitionHandle handle)
    {
        var field = reader.GetFieldDefinition(handle);
        var access = Access((MethodAttributes)(field.Attributes & FieldAttributes.FieldAccessMask));
        if (access is null || field.Attributes.HasFlag(FieldAttributes.SpecialName))
        {
            return null;
        }

        var name = reader.GetString(field.Name);
        var type = field.DecodeSignature(types, context)
            .Write(new Nullability(reader, _type).Flags(field.GetCustomAttributes(), null));
        if (field.Attributes.HasFlag(FieldAttributes.Literal))
        {
            var value = Constants.Read(reader, field.GetDefaultValue());
            return type == ShortName() ? $"{name} = {value}" : $"{access} const {type} {name} = {value};";
        }

        var modifiers = (field.Attributes.HasFlag(FieldAttributes.Static) ? "static " : "")
            + (field.Attributes.HasFlag(FieldAttributes.InitOnly) ? "readonly " : "");
        return $"{access} {modifiers}{type} {name};";
    }

    private string ShortName() => TypeTextProvider.NameOf(reader, owner).Split('.')[^1];

    private string Prefix(MethodAttributes attributes, string access)
    {
        var isStatic = attributes.HasFlag(MethodAttributes.Static);
        var isAbstract = attributes.HasFlag(MethodAttributes.Abstract);
        if (IsInterface)
        {
            return isStatic ? (isAbstract ? "static abstract " : "static ") : isAbstract ? "" : "/*default impl*/ ";
        }

        return $"{access} " + (isStatic ? "static "
            : isAbstract ? "abstract "
            : attributes.HasFlag(MethodAttributes.Virtual) && !attributes.HasFlag(MethodAttributes.Final) ? "virtual "
            : "");
    }

    private string Constraint(GenericParameter parameter, ImmutableArray<string> inner)
    {
        var attributes = parameter.Attributes;
        var isStruct = attributes.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint);
        var words = new List<string>();
        if (isStruct)
        {
            words.Add("struct");
        }
        else if (attributes.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint))
        {
            words.Add("class");
        }

        words.AddRange(parameter.GetConstraints()
            .Select(handle => types.Decode(reader, reader.GetGenericParameterConstraint(handle).Type, inner).ToString())
            .Where(text => text != "ValueType"));
        if (!isStruct && attributes.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint))
        {
            words.Add("new()");
        }

        return words.Count == 0 ? "" : $" where {reader.GetString(parameter.Name)} : {string.Join(", ", words)}";
    }

    private static bool IsOverride(MethodAttributes attributes) =>
        attributes.HasFlag(MethodAttributes.Virtual) && !attributes.HasFlag(MethodAttributes.NewSlot)
            && !attributes.HasFlag(MethodAttributes.Static);

    private static string? Access(MethodAttributes attributes) => (attributes & MethodAttributes.MemberAccessMask) switch
    {
        MethodAttributes.Public => "public",
        MethodAttributes.Family or MethodAttributes.FamORAssem => "protected",
        _ => null,
    };
}
