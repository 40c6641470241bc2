using System.Reflection.Metadata;

namespace Actors.Engine.Tests.Signatures;

/// <summary>
/// Where the compiler keeps which reference may be null: on the part itself, else on the method, else on the type
/// around it.
/// </summary>
internal sealed class Nullability(MetadataReader reader, TypeDefinition type)
{
    private const string Own = "NullableAttribute";
    private const string Surrounding = "NullableContextAttribute";

    /// <summary>The flags of one type in a signature, one by one.</summary>
    public Func<byte> Flags(CustomAttributeHandleCollection? own, CustomAttributeHandleCollection? ofMethod)
    {
        var flags = own is { } part ? reader.NullableFlags(part, Own) : [];
        if (flags.Length == 0)
        {
            flags = [FromAround(ofMethod)];
        }

        var next = 0;
        return () => flags.Length == 1 ? flags[0] : flags[next++];
    }

    private byte FromAround(CustomAttributeHandleCollection? ofMethod)
    {
        if (ofMethod is { } method && reader.NullableFlags(method, Surrounding) is [var stated])
        {
            return stated;
        }

        for (var around = type; ; around = reader.GetTypeDefinition(around.GetDeclaringType()))
        {
            if (reader.NullableFlags(around.GetCustomAttributes(), Surrounding) is [var flag])
            {
                return flag;
            }

            if (around.GetDeclaringType().IsNil)
            {
                return 0;
            }
        }
    }
}
