namespace Orleans;

/// <summary>Marks a type that crosses a grain boundary; Orleans generates its serializer.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Enum)]
public sealed class GenerateSerializerAttribute : Attribute;
