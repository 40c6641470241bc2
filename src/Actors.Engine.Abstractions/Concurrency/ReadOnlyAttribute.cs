namespace Orleans.Concurrency;

/// <summary>Calls of the method change nothing and may interleave with each other.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ReadOnlyAttribute : Attribute;
