using System.Collections.Immutable;

namespace Actors.Engine.Tests.Signatures;

/// <summary>A type inside a signature, not yet written because its nullability is stored apart from it.</summary>
internal sealed record TypeText(TypeTextKind Kind, string Name, ImmutableArray<TypeText> Arguments)
{
    private static readonly Dictionary<string, string> Keywords = new()
    {
        ["Void"] = "void",
        ["Boolean"] = "bool",
        ["Byte"] = "byte",
        ["SByte"] = "sbyte",
        ["Int16"] = "short",
        ["UInt16"] = "ushort",
        ["Int32"] = "int",
        ["UInt32"] = "uint",
        ["Int64"] = "long",
        ["UInt64"] = "ulong",
        ["Char"] = "char",
        ["Single"] = "float",
        ["Double"] = "double",
        ["Decimal"] = "decimal",
        ["String"] = "string",
        ["Object"] = "object",
    };

    public bool IsNullableValue => Name == "Nullable" && Kind == TypeTextKind.Value;

    /// <summary>
    /// Writes the type; <paramref name="flags"/> gives 2 for each part that may be null, in the order in which the
    /// compiler stores them. A type parameter is written without a question mark whether or not it has one.
    /// </summary>
    public string Write(Func<byte> flags)
    {
        var mark = TakesFlag ? flags() : (byte)0;
        var parts = Arguments.Select(part => part.Write(flags)).ToList();
        return Kind switch
        {
            TypeTextKind.Array => parts[0] + Name + Question(mark),
            TypeTextKind.ByReference => parts[0],
            TypeTextKind.Parameter => Name,
            _ when IsNullableValue => parts[0] + "?",
            _ => Keywords.GetValueOrDefault(Name, Name) + (parts.Count == 0 ? "" : $"<{string.Join(", ", parts)}>")
                + (Kind == TypeTextKind.Reference ? Question(mark) : ""),
        };
    }

    /// <summary>Without nullability.</summary>
    public override string ToString() => Write(() => 0);

    private bool TakesFlag => Kind switch
    {
        TypeTextKind.Value => Arguments.Length > 0 && !IsNullableValue,
        TypeTextKind.ByReference => false,
        _ => true,
    };

    private static string Question(byte mark) => mark == 2 ? "?" : "";
}
