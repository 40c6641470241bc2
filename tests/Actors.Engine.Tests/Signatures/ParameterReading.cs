using System.Reflection;
using System.Reflection.Metadata;

namespace Actors.Engine.Tests.Signatures;

/// <summary>Writes the parameters of one method, with their names and default values.</summary>
internal sealed class ParameterReading(MetadataReader reader, TypeDefinition type, MethodDefinition method)
{
    private readonly Dictionary<int, Parameter> _parameters = method.GetParameters()
        .Select(reader.GetParameter)
        .ToDictionary(parameter => (int)parameter.SequenceNumber);

    private readonly Nullability _nullability = new(reader, type);

    public string Write(MethodSignature<TypeText> signature, out string result)
    {
        result = signature.ReturnType.Write(Flags(0));
        var isExtension = reader.Has(method.GetCustomAttributes(), "ExtensionAttribute");
        return string.Join(", ", signature.ParameterTypes.Select((text, index) =>
            (isExtension && index == 0 ? "this " : "") + WriteOne(text, index + 1)));
    }

    private string WriteOne(TypeText text, int number)
    {
        if (!_parameters.TryGetValue(number, out var parameter))
        {
            return text.ToString();
        }

        return $"{Passing(text, parameter)}{text.Write(Flags(number))} {reader.GetString(parameter.Name)}"
            + Default(text, parameter);
    }

    private string Passing(TypeText text, Parameter parameter)
    {
        var attributes = parameter.GetCustomAttributes();
        if (text.Kind != TypeTextKind.ByReference)
        {
            return reader.Has(attributes, "ParamArrayAttribute") ? "params " : "";
        }

        return parameter.Attributes.HasFlag(ParameterAttributes.Out) ? "out "
            : reader.Has(attributes, "IsReadOnlyAttribute") ? "in "
            : "ref ";
    }

    private string Default(TypeText text, Parameter parameter)
    {
        if (!parameter.Attributes.HasFlag(ParameterAttributes.Optional))
        {
            return "";
        }

        var constant = parameter.GetDefaultValue();
        var value = constant.IsNil ? "null" : Constants.Read(reader, constant);
        var isDefault = value == "null"
            && (text.Kind == TypeTextKind.Parameter || (text.Kind == TypeTextKind.Value && !text.IsNullableValue));
        return $" = {(isDefault ? "default" : value)}";
    }

    private Func<byte> Flags(int number) => _nullability.Flags(
        _parameters.TryGetValue(number, out var parameter) ? parameter.GetCustomAttributes() : null,
        method.GetCustomAttributes());
}
