using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Actors.Engine.Tests.Signatures;

/// <summary>The public types of an assembly, read from its file without loading it.</summary>
internal sealed class MetadataSurface
{
    private static readonly string[] ComparedAttributes = ["GenerateSerializer", "Immutable", "Obsolete", "Flags"];

    private readonly MetadataReader _reader;
    private readonly TypeTextProvider _types = new();

    private MetadataSurface(MetadataReader reader) => _reader = reader;

    public static IReadOnlyList<SurfaceType> Read(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        var surface = new MetadataSurface(file.GetMetadataReader());
        return [.. surface._reader.TypeDefinitions.Where(surface.IsVisible).Select(surface.ReadType)];
    }

    private bool IsVisible(TypeDefinitionHandle handle)
    {
        var type = _reader.GetTypeDefinition(handle);
        return (type.Attributes & TypeAttributes.VisibilityMask) switch
        {
            TypeAttributes.Public => true,
            TypeAttributes.NestedPublic or TypeAttributes.NestedFamily or TypeAttributes.NestedFamORAssem =>
                IsVisible(type.GetDeclaringType()),
            _ => false,
        };
    }

    private SurfaceType ReadType(TypeDefinitionHandle handle)
    {
        var type = _reader.GetTypeDefinition(handle);
        var parameters = type.GetGenericParameters();
        var context = parameters.Select(parameter => _reader.GetString(_reader.GetGenericParameter(parameter).Name))
            .Append("").ToImmutableArray();
        var names = context.Length == 1 ? "" : $"<{string.Join(", ", context[..^1])}>";
        var bases = Bases(type, context).ToHashSet();
        var name = TypeTextProvider.NameOf(_reader, handle) + names;
        var members = new MemberReading(_reader, _types, handle, context);
        return new(
            NamespaceOf(handle),
            name,
            $"public {Kind(type, context)} {name}{members.Constraints(parameters)}",
            bases,
            Attributes(type).ToHashSet(),
            members.Read().ToHashSet());
    }

    private string NamespaceOf(TypeDefinitionHandle handle)
    {
        var type = _reader.GetTypeDefinition(handle);
        return type.GetDeclaringType() is { IsNil: false } outer ? NamespaceOf(outer) : _reader.GetString(type.Namespace);
    }

    private IEnumerable<string> Bases(TypeDefinition type, ImmutableArray<string> context)
    {
        if (!type.BaseType.IsNil && Text(type.BaseType, context) is not ("object" or "ValueType" or "Enum") and var parent)
        {
            yield return parent;
        }

        foreach (var implementation in type.GetInterfaceImplementations())
        {
            yield return Text(_reader.GetInterfaceImplementation(implementation).Interface, context);
        }
    }

    private string Text(EntityHandle handle, ImmutableArray<string> context) =>
        _types.Decode(_reader, handle, context).ToString();

    private IEnumerable<string> Attributes(TypeDefinition type)
    {
        var attributes = type.GetCustomAttributes();
        if (_reader.Usage(attributes) is { } usage)
        {
            yield return usage;
        }

        foreach (var name in ComparedAttributes.Where(name => _reader.Has(attributes, name + "Attribute")))
        {
            yield return name;
        }
    }

    private string Kind(TypeDefinition type, ImmutableArray<string> context)
    {
        var attributes = type.Attributes;
        if (attributes.HasFlag(TypeAttributes.Interface))
        {
            return "interface";
        }

        var isSealed = attributes.HasFlag(TypeAttributes.Sealed);
        return Text(type.BaseType, context) switch
        {
            "Enum" => "enum",
            "ValueType" => _reader.Has(type.GetCustomAttributes(), "IsReadOnlyAttribute") ? "readonly struct" : "struct",
            _ when attributes.HasFlag(TypeAttributes.Abstract) => isSealed ? "static class" : "abstract class",
            _ => isSealed ? "sealed class" : "class",
        };
    }
}
